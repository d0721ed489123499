import { expect, test } from 'vitest'
import { agreementOf } from './agreement.ts'

test('groups that are the labels agree wholly, whatever they are called', () => {
  expect(agreementOf([7, 7, 3, 3], ['a', 'a', 'b', 'b'])).toEqual({
    vMeasure: 1,
    homogeneity: 1,
    completeness: 1,
    ari: 1,
    purity: 1,
  })
})

test('one group for all tells nothing, groups of one only of what is pure', () => {
  expect(agreementOf([0, 0, 0, 0], ['a', 'a', 'b', 'b'])).toMatchObject({ vMeasure: 0, ari: 0, purity: 0.5 })
  expect(agreementOf([0, 1, 2, 3], ['a', 'a', 'b', 'b'])).toMatchObject({ ari: 0, purity: 1 })
})

test('the example of Rosenberg and Hirschberg: V is between homogeneity and completeness', () => {
  const { vMeasure, homogeneity, completeness, ari } = agreementOf([0, 0, 1, 1], ['a', 'b', 'b', 'b'])
  expect(homogeneity).toBeCloseTo(0.3837, 3)
  expect(completeness).toBeCloseTo(0.3113, 3)
  expect(vMeasure).toBeCloseTo(0.3437, 3)
  expect(ari).toBeCloseTo(0, 5)
})
