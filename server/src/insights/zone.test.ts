import { expect, test } from 'vitest'
import { bucketsOf, offsetAt, type Step, startOfDay, startOfHour } from './zone.ts'

const HOUR = 3_600_000
const at = (iso: string) => Date.parse(iso)
const local = (timeZone: string, when: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(when)
const lengths = (timeZone: string, step: Step, from: string, to: string) =>
  bucketsOf(timeZone, step, { from: at(from), to: at(to) }).map((one) => (one.to - one.from) / HOUR)

test.each([
  ['UTC', 0],
  ['Asia/Shanghai', 8],
  ['Asia/Kathmandu', 5.75],
  ['America/St_Johns', -3.5],
])('%s is %d hours from UTC', (zone, hours) => {
  expect(offsetAt(zone, at('2026-01-15T12:00:00Z'))).toBe(hours * HOUR)
})

test('a day with a change of the clocks has 23 or 25 hours, and its hours are whole', () => {
  expect(lengths('Europe/Berlin', 'day', '2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z')).toEqual([
    24, 25, 24,
  ])
  expect(lengths('Europe/Berlin', 'day', '2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z')).toEqual([
    24, 23, 24,
  ])
  expect(lengths('Europe/Berlin', 'hour', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toHaveLength(25)
})

test('a day begins at its first moment, also where midnight does not exist', () => {
  // Chile puts the clocks forward at midnight: the day begins at one.
  const begin = startOfDay('America/Santiago', at('2026-09-06T15:00:00Z'))
  expect(local('America/Santiago', begin)).toBe('2026-09-06 01:00:00')
  expect(local('America/Santiago', begin - 1000)).toBe('2026-09-05 23:59:59')
})

test('where the clocks move by half an hour no moment is lost or counted twice', () => {
  const range = { from: at('2026-04-03T13:00:00Z'), to: at('2026-04-06T13:30:00Z') }
  for (const step of ['hour', 'day'] as const) {
    const buckets = bucketsOf('Australia/Lord_Howe', step, range)
    expect(buckets[0]?.from).toBe(range.from)
    expect(buckets.at(-1)?.to).toBe(range.to)
    for (const [index, one] of buckets.entries()) {
      expect(one.to).toBeGreaterThan(one.from)
      if (index > 0) expect(one.from).toBe(buckets[index - 1]?.to)
    }
  }
})

test('every day of a year begins and ends as its clocks say, in zones of every kind', () => {
  for (const zone of [
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Africa/Cairo',
  ]) {
    let begin = startOfDay(zone, at('2026-01-01T12:00:00Z'))
    for (let day = 0; day < 365; day++) {
      const next = startOfDay(zone, begin, 1)
      const [own, last, following] = [begin, next - 1000, next].map((when) => local(zone, when).slice(0, 10))
      expect(own).toBe(last)
      expect(following).not.toBe(own)
      begin = next
    }
  }
})

test('an hour begins when its minutes are zero', () => {
  const begin = startOfHour('Asia/Kathmandu', at('2026-05-05T10:20:30Z'))
  expect(local('Asia/Kathmandu', begin)).toBe('2026-05-05 16:00:00')
})
