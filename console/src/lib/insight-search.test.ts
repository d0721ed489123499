import { expect, test } from 'vitest'
import { behind, filtersOf, readInsightSearch } from './insight-search.ts'

test('an address keeps what has a meaning and drops the rest', () => {
  expect(
    readInsightSearch({
      period: '7d',
      by: 'team',
      mood: 'furious',
      from: '12',
      to: -1,
      rating: 5,
      shoe: 'x',
      team: 7,
    }),
  ).toEqual({ period: '7d', by: 'team', from: 12, rating: 5, team: '7' })
  expect(readInsightSearch({ intent: 'x'.repeat(200), channel: '', count: 'messages' })).toEqual({
    count: 'messages',
  })
})

test('a link to the list carries the filter and the time, and what goes on now has no time', () => {
  const range = { from: 1, to: 2 }
  expect(behind('messages', range, filtersOf({ period: '7d', mood: 'negative', by: 'team' })).search).toEqual(
    {
      count: 'messages',
      from: 1,
      to: 2,
      mood: 'negative',
    },
  )
  expect(behind('waiting', range, { team: 'front' }).search).toEqual({ count: 'waiting', team: 'front' })
})
