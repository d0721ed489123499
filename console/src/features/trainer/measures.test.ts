import { expect, test } from 'vitest'
import { isBetter } from './measures.ts'

test('more is better, except of errors, and next to nothing is no difference', () => {
  expect(isBetter('accuracy', 0.9, 0.92)).toBe(true)
  expect(isBetter('accuracy', 0.92, 0.9)).toBe(false)
  expect(isBetter('calibration', 0.1, 0.08)).toBe(true)
  expect(isBetter('mood', 0.75, 0.7502)).toBeUndefined()
})
