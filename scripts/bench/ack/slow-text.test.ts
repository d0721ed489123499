import { expect, it } from 'vitest'
import { slowText } from './slow-text.ts'

it('is as long as a message may be, and another one each time', () => {
  const texts = ['how much is delivery?', 'where is my order?', '运费是多少']
  const [first, second] = [slowText(texts, 0), slowText(texts, 1)]
  expect(first.length).toBeGreaterThan(3800)
  expect(first.length).toBeLessThanOrEqual(4000)
  expect(first.startsWith('0: how much is delivery? where is')).toBe(true)
  expect(second.startsWith('1: where is my order? 运费')).toBe(true)
})
