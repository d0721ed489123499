import { expect, test } from 'vitest'
import { chooseDiverse, likenessOfSets } from './mmr.ts'

test('what only repeats a better one gives way to something new', () => {
  const likeness = (a: number, b: number) => (a + b === 1 ? 1 : 0)
  expect(chooseDiverse([0.9, 0.8, 0.5], likeness, { size: 2, share: 0.7 })).toEqual([0, 2])
  expect(chooseDiverse([0.9, 0.8, 0.5], likeness, { size: 2, share: 1 })).toEqual([0, 1])
  expect(chooseDiverse([], likeness, { size: 2, share: 0.7 })).toEqual([])
})

test('likeness of sets', () => {
  expect(likenessOfSets(new Set(['a', 'b']), new Set(['b', 'a']))).toBe(1)
  expect(likenessOfSets(new Set(['a']), new Set())).toBe(0)
})
