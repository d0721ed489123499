import { expect, test } from 'vitest'
import {
  bytes,
  cappedCount,
  clockTime,
  isSameDay,
  listCount,
  moodScore,
  setTimeZone,
  shortAge,
  stopwatch,
} from './format.ts'

const MINUTE = 60_000

test('a wait counts up to hours', () => {
  expect([stopwatch(0), stopwatch(192_000), stopwatch(3_849_000)]).toEqual(['0:00', '3:12', '1:04:09'])
})

test('a score has a true minus and no negative zero', () => {
  expect([moodScore(-0.72), moodScore(0.4), moodScore(-0.001)]).toEqual(['\u22120.72', '+0.40', '0.00'])
})

test('an age is short in both languages', () => {
  expect([
    shortAge(30_000, 'en', 'now'),
    shortAge(4 * MINUTE, 'en', 'now'),
    shortAge(120 * MINUTE, 'zh', '刚刚'),
  ]).toEqual(['now', '4m', '2小时'])
})

test('a short count ends after 999, that of a list after 99,999', () => {
  expect([12, 999, 1000].map(cappedCount)).toEqual(['12', '999', '999+'])
  expect([0, 999, 1000, 10_000, 99_999, 100_000].map((count) => listCount(count, 'en'))).toEqual([
    '0',
    '999',
    '1,000',
    '10,000',
    '99,999',
    '99,999+',
  ])
})

test('times and days are those of the person’s zone, also across midnight and summer time', () => {
  const at = Date.UTC(2026, 6, 1, 16, 30)
  setTimeZone('Asia/Shanghai')
  expect([clockTime(at, 'en'), isSameDay(at, at - 60 * MINUTE), isSameDay(at, at + 60 * MINUTE)]).toEqual([
    '00:30',
    false,
    true,
  ])
  setTimeZone('America/New_York')
  expect([clockTime(at, 'en'), clockTime(Date.UTC(2026, 11, 1, 16, 30), 'en')]).toEqual(['12:30', '11:30'])
  setTimeZone('Mars/Olympus')
  expect(clockTime(at, 'en', 'UTC')).toBe('16:30')
  setTimeZone(undefined)
})

test('a size has its plural and its unit', () => {
  expect([bytes(1, 'en'), bytes(365, 'en'), bytes(2300, 'en'), bytes(4_560_000, 'en')]).toEqual([
    '1 byte',
    '365 bytes',
    '2.3 kB',
    '4.6 MB',
  ])
  expect(bytes(365, 'zh')).toBe('365字节')
})
