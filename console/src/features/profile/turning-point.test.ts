import { expect, test } from 'vitest'
import { turningPoint } from './turning-point.ts'

test.each([
  [[], undefined],
  [[0.5], undefined],
  [[0.2, 0.3, 0.1, 0.2, 0.3], undefined],
  [[0.5, 0.4, 0.6, -0.5, -0.7, -0.4], 3],
  [[-0.5, -0.5, 0.6, 0.5], 2],
  // One angry word among friendly ones is no turn.
  [[0.4, 0.4, 0.4, -0.2, 0.4, 0.4, 0.4], undefined],
])('the mood of %j turned at %s', (scores, at) => {
  expect(turningPoint(scores)).toBe(at)
})
