import { expect, test } from 'vitest'
import { sampleData } from '../test/training-sample.ts'
import { explain } from './explain.ts'
import { trainModel } from './train-model.ts'

const { model } = trainModel(sampleData(), { orderMasks: ['NW-99999'] })

test.each([
  'please cancel my order nw 12345, cancel it NOW!',
  '我想取消订单，太差了！',
  'Ｃａｎｃｅｌ ordér',
  'x',
])('what the tokens of "%s" add, with the bias, is exactly the margin', (text) => {
  const { intents, sentiment } = explain(model, text)
  expect(intents).toHaveLength(2)
  for (const { margin, bias, rest, tokens } of [...intents, ...sentiment]) {
    const sum = tokens.reduce((total, token) => total + token.contribution, bias + rest)
    expect(sum).toBeCloseTo(margin, 5)
  }
})

test('the word that means the intent speaks for it most', () => {
  const [best] = explain(model, 'could you cancel it').intents
  const strongest = [...(best?.tokens ?? [])].sort((a, b) => b.contribution - a.contribution)[0]
  expect(best?.name).toBe('order.cancel')
  expect(strongest?.text).toBe('cancel')
})

test('an entity counts as one token, and offsets lead into the original', () => {
  const text = 'Cancel NW-12345 请'
  const tokens = explain(model, text).intents[0]?.tokens ?? []
  expect(tokens.map((token) => token.text)).toEqual(['Cancel', 'NW-12345', '请'])
  for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text)
})

test('gives the thresholds that a decision is measured by', () => {
  const { thresholds } = explain(model, 'hi')
  expect(thresholds.offer).toBeLessThan(thresholds.answer)
})
