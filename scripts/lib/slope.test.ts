import { expect, test } from 'vitest'
import { logSlopeOf, slopeOf } from './slope.ts'

test('a straight line has its slope and no error', () => {
  const { slope, error } = slopeOf([
    [0, 5],
    [1, 7],
    [4, 13],
  ])
  expect(slope).toBeCloseTo(2)
  expect(error).toBeCloseTo(0)
})

test('points beside the line make the slope less sure', () => {
  const { slope, error } = slopeOf([
    [1, 1],
    [2, 3],
    [3, 2],
    [4, 4],
  ])
  expect(slope).toBeCloseTo(0.8)
  expect(error).toBeCloseTo(Math.sqrt(1.8 / 2 / 5))
})

test('too few points say nothing', () => {
  expect(slopeOf([[1, 1]]).slope).toBeNaN()
  expect(
    slopeOf([
      [1, 1],
      [1, 2],
      [1, 3],
    ]).slope,
  ).toBeNaN()
  expect(
    slopeOf([
      [1, 1],
      [2, 2.1],
    ]).error,
  ).toBeNaN()
})

test.each([
  ['what does not depend on it', [20, 20, 20], 0],
  ['what grows as it does', [3, 30, 300], 1],
  ['what grows with its root', [10, 10 * Math.sqrt(10), 100], 0.5],
])('of logarithms: %s', (_what, [a = 0, b = 0, c = 0], slope) => {
  const points = [
    [10, a],
    [100, b],
    [1000, c],
  ] as const
  expect(logSlopeOf(points).slope).toBeCloseTo(slope)
})
