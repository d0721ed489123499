import { expect, test } from 'vitest'
import { InsightQuery, TranscriptQuery, WatchWall } from './insights.ts'

const DAY = 86_400_000
const now = Date.parse('2026-11-03T12:00:00Z')
const days = (back: number, until = 0) => ({ from: String(now - back * DAY), to: String(now - until * DAY) })

test.each([
  ['a range that is reversed', { count: 'messages', from: String(now), to: String(now - DAY) }],
  ['a range without an end', { count: 'messages', from: String(now) }],
  ['a range of more than a quarter', { count: 'messages', ...days(94) }],
  ['no range', { count: 'messages' }],
  ['words for a time', { count: 'messages', from: 'yesterday', to: 'now' }],
  ['a time beyond every calendar', { count: 'messages', from: '1', to: '99999999999999999999' }],
  ['something that nobody counts', { count: 'smiles', ...days(1) }],
  ['a filter that is not known', { count: 'messages', ...days(1), shoe: '44' }],
  ['a mood that is not known', { count: 'messages', ...days(1), mood: 'furious' }],
  ['a rating above five', { count: 'ratings', ...days(1), rating: '6' }],
  ['a reason that is not known', { count: 'handoffs', ...days(1), reason: 'bored' }],
  ['an operator of the store', { count: 'messages', ...days(1), channel: { $ne: 'web' } }],
  ['the same filter twice', { count: 'messages', ...days(1), channel: ['web', 'email'] }],
  ['an id that is none', { count: 'messages', ...days(1), intent: '<script>' }],
  ['a cursor that is none', { count: 'messages', ...days(1), cursor: 'next' }],
])('a list is refused for %s', (_what, query) => {
  expect(TranscriptQuery.safeParse(query).success).toBe(false)
})

test.each([
  ['a zone that is not known', { period: '7d', timeZone: 'Europe/Atlantis' }],
  ['no zone', { period: '7d' }],
  ['a period that is not known', { period: '1y', timeZone: 'UTC' }],
  ['a step that is not known', { period: '7d', timeZone: 'UTC', step: 'week' }],
  ['a split that is not known', { period: '7d', timeZone: 'UTC', by: 'shoe' }],
])('a chart is refused for %s', (_what, query) => {
  expect(InsightQuery.safeParse(query).success).toBe(false)
})

test('what is well formed is taken, and times become numbers', () => {
  expect(
    TranscriptQuery.parse({ count: 'messages', ...days(93), team: '-', intent: 'order.status' }),
  ).toMatchObject({
    from: now - 93 * DAY,
    to: now,
  })
  expect(TranscriptQuery.safeParse({ count: 'waiting' }).success).toBe(true)
  expect(InsightQuery.safeParse({ timeZone: 'Asia/Shanghai', by: 'team', mood: 'negative' }).success).toBe(
    true,
  )
  expect(WatchWall.safeParse({ period: 'now', timeZone: 'UTC', team: 'front' }).success).toBe(true)
})
