import { afterEach, expect, test } from 'vitest'
import { setTimeZone } from '../../lib/format.ts'
import { momentName, shortTime, spanName } from './time-words.ts'

afterEach(() => setTimeZone(undefined))

const at = Date.UTC(2026, 10, 3, 22, 20)

test('times of charts and lines are those of the zone that the person chose', () => {
  setTimeZone('Asia/Tokyo')
  expect(momentName(at, 'en')).toBe('4 Nov, 07:20')
  expect(shortTime(at, 'day', 'en')).toBe('4 Nov')
  expect(shortTime(at, 'hour', 'en')).toBe('07:20')
  setTimeZone('America/New_York')
  expect(momentName(at, 'en')).toBe('3 Nov, 17:20')
  expect(spanName({ from: at, to: at + 3_600_000 }, 'hour', 'en')).toBe('Tue 3 Nov, 17:20–18:20')
})
