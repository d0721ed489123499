import { expect, test } from 'vitest'
import { keywords } from './keywords.ts'

const words = (...given: Parameters<typeof keywords>) => keywords(...given).map(({ text }) => text)

test('phrases that are said again come first, their forms count together', () => {
  const [first, ...rest] = keywords([
    'my credit card was declined',
    'the credit cards are declined, why?',
    'please help me with a credit card',
  ])
  expect(first).toEqual({ text: 'credit card', score: 1, count: 3, texts: 3 })
  expect(rest.map(({ text }) => text)).toContain('declined')
})

test('Chinese words as they are cut, without pleasantries', () => {
  const found = words(['你好，我想开发票', '发票什么时候寄？谢谢', '发票的抬头写错'])
  expect(found[0]).toBe('发票')
  expect(found).toContain('抬头')
  expect(found.some((word) => /你好|谢谢|我想|什么/.test(word))).toBe(false)
})

test('what other texts say as well tells less', () => {
  const background = Array.from({ length: 20 }, () => 'the tent of my order')
  const texts = ['my tent has a broken zipper', 'the zipper of the tent']
  expect(words(texts, { background })[0]).toBe('zipper')
})

test('nothing of nothing, and not more than asked for', () => {
  expect(keywords('')).toEqual([])
  expect(keywords([])).toEqual([])
  expect(keywords('ok thank you 👍 ?!')).toEqual([])
  expect(keywords('tents, boots, stoves, lamps', { limit: 2 })).toHaveLength(2)
})
