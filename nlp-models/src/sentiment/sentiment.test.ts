import { expect, test } from 'vitest'
import { sampleData } from '../../test/training-sample.ts'
import { tokenise } from '../text/tokens.ts'
import { trainModel } from '../train-model.ts'
import { understand } from '../understand.ts'
import { lexiconHits } from './lexicon-scores.ts'

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
  return lexiconHits(tokenise(text)).reduce((sum, hit) => sum + hit.strength, 0)
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
