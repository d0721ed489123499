import { expect, test } from 'vitest'
import { sampleData } from '../../test/training-sample.ts'
import { tokenise } from '../text/tokens.ts'
import { trainModel } from '../train-model.ts'
import { understand } from '../understand.ts'
import { findHits } from './mood-hits.ts'

const { model } = await trainModel(sampleData())

test.each([
  ['This is fantastic, thank you so much!', 'positive'],
  ['Terrible service, I am furious', 'negative'],
  ['I am really disappointed, it broke after one day', 'negative'],
  ['太棒了，非常满意，谢谢', 'positive'],
  ['太差了，再也不买了', 'negative'],
  ['气死我了，垃圾客服', 'negative'],
])('hears the mood of "%s"', (text, label) => {
  expect(understand(model, text).sentiment.label).toBe(label)
})

test('the score runs from unhappy to happy', () => {
  const score = (text: string) => understand(model, text).sentiment.score
  expect(score('I love it')).toBeGreaterThan(score('where is the shop'))
  expect(score('where is the shop')).toBeGreaterThan(score('I hate it'))
})

function strengthOf(text: string): number {
  return findHits(text, tokenise(text)).hits.reduce((sum, hit) => sum + hit.strength, 0)
}

test('a negation turns a word of mood, and an intensifier strengthens it', () => {
  expect(strengthOf('good')).toBeGreaterThan(0)
  expect(strengthOf('not good')).toBeLessThan(0)
  expect(strengthOf("I don't like it")).toBeLessThan(0)
  expect(strengthOf('very good')).toBeGreaterThan(strengthOf('good'))
  expect(strengthOf('喜欢')).toBeGreaterThan(0)
  expect(strengthOf('并不喜欢')).toBeLessThan(0)
})

test('emoji count in any language, and an address is no unhappy face', () => {
  expect(strengthOf('😡')).toBeLessThan(0)
  expect(strengthOf('收到了❤️')).toBeGreaterThan(0)
  expect(strengthOf('see http://example.com')).toBe(0)
})

test('a negation ends with its clause, and does not turn a set phrase that it stands in', () => {
  expect(strengthOf('not now, great price')).toBeGreaterThan(0)
  expect(strengthOf('no problem')).toBeGreaterThan(0)
  expect(strengthOf('not only fast')).toBeGreaterThan(0)
  expect(strengthOf('could be better')).toBeLessThan(0)
  expect(strengthOf('非常满意')).toBeGreaterThan(0)
  expect(strengthOf('没问题')).toBeGreaterThan(0)
  expect(strengthOf('太差劲了')).toBeLessThan(0)
})

test('a strong word before a word of mood only says how much', () => {
  expect(strengthOf('bloody awful')).toBeLessThan(strengthOf('awful'))
  expect(strengthOf('so very good')).toBeGreaterThan(strengthOf('very good'))
  expect(strengthOf('a bit slow')).toBeGreaterThan(strengthOf('slow'))
  expect(strengthOf('loooove it')).toBeGreaterThan(0)
})

test('what stands before a contrast is told from what follows', () => {
  const text = 'slow delivery but the tent is great'
  const { hits, beforeContrast } = findHits(text, tokenise(text))
  expect(hits).toHaveLength(2)
  expect(beforeContrast).toBe(1)
})
