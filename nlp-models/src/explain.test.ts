import { expect, test } from 'vitest'
import { sampleData } from '../test/training-sample.ts'
import { explain } from './explain.ts'
import { createPhraseIndex } from './nearest.ts'
import { trainModel } from './train-model.ts'

const data = sampleData()
const { model } = await trainModel(data, { orderMasks: ['NW-99999'] })

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

test('the training phrases most like a text come first, the same text is alike in full', () => {
  const index = createPhraseIndex(model)
  index.add(data.intents.slice(0, 10))
  index.add(data.intents.slice(10))
  const same = data.intents[3]
  if (!same) throw new Error('no sample')
  const near = index.nearest(same.text, 3)
  expect(near[0]).toMatchObject({ text: same.text, intent: same.intent })
  expect(near[0]?.similarity).toBeCloseTo(1, 5)
  expect(near[1]?.similarity).toBeLessThan(1)
  expect(index.nearest(same.text, 3)).toEqual(near)
  expect(index.nearest('', 3)).toEqual([])
})
