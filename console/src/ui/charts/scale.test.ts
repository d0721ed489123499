import { expect, test } from 'vitest'
import { labelStep, smoothPath, stack, ticksUpTo } from './scale.ts'

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [10, [0, 3, 6, 9, 12]],
  [146, [0, 50, 100, 150]],
  [160, [0, 50, 100, 150, 200]],
])('ticks up to %d are round and whole, and reach it', (highest, ticks) => {
  expect(ticksUpTo(highest)).toEqual(ticks)
})

test('as many labels as fit', () => {
  expect(labelStep(24, 780, 64)).toBe(2)
  expect(labelStep(7, 780, 64)).toBe(1)
  expect(labelStep(30, 0, 64)).toBe(30)
})

test('a smooth line stays between its points', () => {
  const path = smoothPath([
    { x: 0, y: 100 },
    { x: 10, y: 100 },
    { x: 20, y: 0 },
    { x: 30, y: 100 },
    { x: 40, y: 100 },
  ])
  const heights = [...path.matchAll(/,(-?[\d.]+)/g)].map((match) => Number(match[1]))
  expect(Math.max(...heights)).toBeLessThanOrEqual(100)
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(0)
})

test('bands stand one upon the other', () => {
  expect(stack([[1, 0, 2]])).toEqual([
    [
      { low: 0, high: 1 },
      { low: 1, high: 1 },
      { low: 1, high: 3 },
    ],
  ])
})
