import { expect, test } from 'vitest'
import {
  accuracy,
  auroc,
  confusionMatrix,
  expectedCalibrationError,
  macroF1,
  perClass,
  riskCoverage,
} from './metrics.ts'
import { stratifiedFolds, stratifiedSplit } from './split.ts'

const predictions = [
  { expected: 'a', predicted: 'a' },
  { expected: 'a', predicted: 'b' },
  { expected: 'b', predicted: 'b' },
  { expected: 'b', predicted: 'b' },
]

test('accuracy, F1 and confusion of a case worked out by hand', () => {
  expect(accuracy(predictions)).toBe(0.75)
  expect(perClass(predictions)).toMatchObject([
    { label: 'a', support: 2, precision: 1, recall: 0.5 },
    { label: 'b', support: 2, precision: 2 / 3, recall: 1 },
  ])
  expect(macroF1(predictions)).toBeCloseTo((2 / 3 + 0.8) / 2)
  expect(confusionMatrix(predictions)).toEqual({
    labels: ['a', 'b'],
    counts: [
      [1, 1],
      [0, 2],
    ],
  })
})

test('the area under the curve counts ties half', () => {
  const scored = (score: number, positive: boolean) => ({ score, positive })
  expect(auroc([scored(1, true), scored(0, false)])).toBe(1)
  expect(auroc([scored(0, true), scored(1, false)])).toBe(0)
  expect(auroc([scored(1, true), scored(1, false)])).toBe(0.5)
  expect(auroc([scored(1, true)])).toBeNaN()
})

test('calibration is perfect when 80 % is right in 80 % of cases', () => {
  const judged = Array.from({ length: 10 }, (_, index) => ({ confidence: 0.8, correct: index < 8 }))
  expect(expectedCalibrationError(judged)).toBeCloseTo(0)
  expect(expectedCalibrationError(judged.map((one) => ({ ...one, correct: false })))).toBeCloseTo(0.8)
})

test('risk grows with coverage when confidence is honest', () => {
  const curve = riskCoverage([
    { confidence: 0.9, correct: true },
    { confidence: 0.5, correct: false },
    { confidence: 0.7, correct: true },
  ])
  expect(curve.map(({ coverage }) => coverage)).toEqual([1 / 3, 2 / 3, 1])
  expect(curve.map(({ risk }) => risk)).toEqual([0, 0, 1 / 3])
})

test('folds and splits keep the strata and repeat themselves', () => {
  const strata = Array.from({ length: 60 }, (_, index) => (index < 40 ? 'big' : 'small'))
  const folds = stratifiedFolds(strata, 5)
  for (let fold = 0; fold < 5; fold++) {
    const members = strata.filter((_, index) => folds[index] === fold)
    expect(members.filter((one) => one === 'big')).toHaveLength(8)
  }
  expect(stratifiedFolds(strata, 5)).toEqual(folds)
  const { train, test: held } = stratifiedSplit(strata, (one) => one, { share: 0.25 })
  expect(held.filter((one) => one === 'small')).toHaveLength(5)
  expect(train).toHaveLength(45)
})
