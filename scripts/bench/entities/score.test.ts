import { expect, test } from 'vitest'
import { countsOf, scoresOf, sumOf } from './score.ts'

const label = { kind: 'date', start: 3, end: 9, value: '2026-11-24' }

test('an entity is right by span and kind, its value is judged apart', () => {
  expect(countsOf([label], [{ ...label }])).toEqual({
    labelled: 1,
    found: 1,
    right: 1,
    rightValue: 1,
    overlapping: 1,
  })
  expect(countsOf([label], [{ ...label, value: '--11-24' }])).toMatchObject({ right: 1, rightValue: 0 })
  expect(countsOf([label], [{ ...label, end: 8 }])).toMatchObject({ right: 0, overlapping: 1 })
  expect(countsOf([label], [{ ...label, kind: 'time' }])).toMatchObject({ right: 0, overlapping: 0 })
})

test('a label is met by one found entity only', () => {
  const halves = [
    { ...label, end: 5 },
    { ...label, start: 5 },
  ]
  expect(countsOf([label], halves)).toMatchObject({ found: 2, overlapping: 1 })
})

test('scores of sums', () => {
  const counts = sumOf([
    countsOf([label], [{ ...label }]),
    countsOf([label], []),
    countsOf([], [{ ...label }]),
  ])
  expect(scoresOf(counts)).toEqual({
    cases: 2,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    value: 1,
    overlapF1: 0.5,
  })
  expect(scoresOf(sumOf([]))).toMatchObject({ cases: 0, f1: 0, value: 0 })
})
