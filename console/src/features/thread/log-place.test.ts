import type { Entry } from '@parley/server/contract'
import { expect, test } from 'vitest'
import { placeIn } from './log-place.ts'

/** Entries from a seq on, with their episodes. */
const log = (from: number, episodes: number[], more: boolean) => ({
  entries: episodes.map((episode, index) => ({ seq: from + index, episode }) as Entry),
  more,
})

test('an entry is where its number says, once what is loaded reaches back to it', () => {
  expect(placeIn(log(50, [3, 3], true), { at: 50 })).toBe(50)
  expect(placeIn(log(50, [3, 3], true), { at: 12 })).toBe('older')
  expect(placeIn(log(1, [1, 1], false), { at: 2 })).toBe(2)
})

test('a conversation begins where the one before has ended', () => {
  expect(placeIn(log(50, [2, 3, 3], true), { episode: 3 })).toBe(51)
  // Its beginning may lie further back.
  expect(placeIn(log(50, [3, 3], true), { episode: 3 })).toBe('older')
  expect(placeIn(log(1, [1, 1, 2], false), { episode: 1 })).toBe(1)
  expect(placeIn(log(50, [5, 5], true), { episode: 2 })).toBe('older')
})

test('what is not there is nowhere', () => {
  expect(placeIn(log(1, [1], false), { episode: 4 })).toBeUndefined()
  expect(placeIn(log(1, [1], false), {})).toBeUndefined()
})
