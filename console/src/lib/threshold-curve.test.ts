import { expect, test } from 'vitest'
import { curveOf, readCurve, thresholdsFor } from './threshold-curve.ts'

const bins = [
  { confidence: 0.2, right: 0.25, count: 4 },
  { confidence: 0.6, right: 0.5, count: 2 },
  { confidence: 0.9, right: 1, count: 4 },
]

test('a higher threshold answers less and is right more often', () => {
  const curve = curveOf(bins)
  expect(curve.map(({ answered }) => answered)).toEqual([1, 1, 0.6, 0.4])
  expect(curve.map(({ right }) => Math.round(right * 100))).toEqual([60, 60, 83, 100])
  expect(readCurve(curve, 0.75)?.answered).toBeCloseTo(0.5)
  expect(readCurve(curve, 0)?.answered).toBe(1)
  expect(readCurve(curve, 1)?.answered).toBe(0.4)
  expect(curveOf([])).toEqual([])
})

test('the more a wrong answer costs, the surer the bot must be', () => {
  const curve = curveOf(bins)
  expect(thresholdsFor(curve, 0.1)?.answer).toBe(0.3)
  expect(thresholdsFor(curve, 3)).toEqual({ answer: 0.9, offer: 0.3 })
  const answers = [0.1, 0.5, 1, 2, 5, 50].map((cost) => thresholdsFor(curve, cost)?.answer ?? 0)
  expect(answers).toEqual(answers.toSorted((a, b) => a - b))
  expect(thresholdsFor([], 1)).toBeUndefined()
})
