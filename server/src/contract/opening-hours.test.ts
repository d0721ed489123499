import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpen, nextChange, type OpeningHours } from './opening-hours.ts'

const at = (iso: string) => Date.parse(iso)
const office = (timeZone: string): OpeningHours => ({
  timeZone,
  week: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' })),
  holidays: [{ date: '2026-12-25' }],
})

test.each([
  ['2026-11-23T08:59:59Z', false, '2026-11-23T09:00:00Z'],
  ['2026-11-23T09:00:00Z', true, '2026-11-23T18:00:00Z'],
  ['2026-11-27T18:00:00Z', false, '2026-11-30T09:00:00Z'],
  ['2026-12-24T17:59:00Z', true, '2026-12-24T18:00:00Z'],
  // Christmas is a Friday: closed until Monday.
  ['2026-12-25T10:00:00Z', false, '2026-12-28T09:00:00Z'],
])('an office in London at %s', (moment, open, change) => {
  expect(isOpen(office('Europe/London'), at(moment))).toBe(open)
  expect(nextChange(office('Europe/London'), at(moment))).toBe(at(change))
})

test('nine in the morning stays nine in the morning when the clocks change', () => {
  const berlin = office('Europe/Berlin')
  expect(nextChange(berlin, at('2026-03-27T20:00:00Z'))).toBe(at('2026-03-30T07:00:00Z'))
  expect(nextChange(berlin, at('2026-10-23T20:00:00Z'))).toBe(at('2026-10-26T08:00:00Z'))
})

test('a span that begins in the hour that is left out begins after it; one in the hour that comes twice is open twice', () => {
  const night = (from: string, to: string): OpeningHours => ({
    timeZone: 'Europe/Berlin',
    week: [{ day: 0, from, to }],
    holidays: [],
  })
  expect(nextChange(night('02:30', '04:00'), at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T01:00:00Z'))
  const autumn = night('02:00', '02:30')
  expect(nextChange(autumn, at('2026-10-25T00:29:00Z'))).toBe(at('2026-10-25T00:30:00Z'))
  expect(nextChange(autumn, at('2026-10-25T00:30:00Z'))).toBe(at('2026-10-25T01:00:00Z'))
})

test('hours that never open, and hours that never close, have no next change', () => {
  const closed = { timeZone: 'UTC', week: [], holidays: [] }
  const always = {
    timeZone: 'Asia/Kathmandu',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '24:00' })),
    holidays: [],
  }
  expect([isOpen(closed, 0), nextChange(closed, 0)]).toEqual([false, undefined])
  expect([isOpen(always, at('2026-01-01T18:15:00Z')), nextChange(always, 0)]).toEqual([true, undefined])
})

const zones = [
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/St_Johns',
  'Europe/Berlin',
  'Africa/Casablanca',
  'America/Asuncion',
  'Pacific/Apia',
]
const STEP = 5 * 60_000
const clock = fc.integer({ min: 0, max: 48 }).map((half) => {
  const minutes = half * 30
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})
const hours = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.array(
    fc
      .record({ day: fc.integer({ min: 0, max: 6 }), from: clock, to: clock })
      .filter(({ from, to }) => from < to),
    { minLength: 1, maxLength: 6 },
  ),
  holidays: fc.array(fc.record({ date: fc.constantFrom('2026-03-29', '2026-10-25', '2026-04-05') }), {
    maxLength: 2,
  }),
})
// Around the days on which one or the other of these zones changes its clocks.
const around = fc
  .constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01')
  .chain((day) =>
    fc.integer({ min: -300, max: 300 }).map((steps) => Date.parse(`${day}T00:00:00Z`) + steps * STEP),
  )

test('between now and the next change nothing changes, and there it does, in zones with odd offsets', () => {
  fc.assert(
    fc.property(hours, around, (some, from) => {
      const change = nextChange(some, from)
      const open = isOpen(some, from)
      const until = Math.min(change ?? Number.POSITIVE_INFINITY, from + 150 * STEP)
      for (let moment = from; moment < until; moment += STEP) if (isOpen(some, moment) !== open) return false
      return change === undefined || (isOpen(some, change) !== open && isOpen(some, change - 1) === open)
    }),
    { numRuns: 80 },
  )
})
