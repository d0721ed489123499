import { expect, test } from 'vitest'
import { decimal, duration, percentNumber, signed, wholeNumber } from './numbers.ts'

test('numbers are written as the language writes them, with a proper minus sign', () => {
  expect(wholeNumber(1204, 'en')).toBe('1,204')
  expect(decimal(4.5, 'zh')).toBe('4.50')
  expect(signed(-0.31, (value) => decimal(value, 'en'))).toBe('\u22120.31')
  expect(signed(0.001, (value) => decimal(value, 'en'))).toBe('0.00')
  expect(signed(12, (value) => wholeNumber(value, 'en'))).toBe('+12')
  expect(percentNumber(0.614, 'en')).toBe('61')
  expect(percentNumber(0.032, 'en')).toBe('3.2')
})

test('a long time is told in days', () => {
  expect(duration(42_000, 'en')).toBe('0:42')
  expect(duration(2.5 * 86_400_000, 'en')).toBe('2.5d')
})
