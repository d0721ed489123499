import { expect, test } from 'vitest'
import { sparkline } from './sparkline.ts'

test('the lowest and the highest are seen', () => {
  expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8])).toBe('▁▂▃▄▅▆▇█')
  expect(sparkline([8, 1])).toBe('█▁')
})

test('what stays is flat, and of nothing there is nothing', () => {
  expect(sparkline([5, 5, 5])).toBe('▁▁▁')
  expect(sparkline([])).toBe('')
})

test('many numbers share a character', () => {
  expect(sparkline([0, 0, 10, 10, 0, 0, 10, 10], 4)).toBe('▁█▁█')
})
