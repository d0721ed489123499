import { expect, test } from 'vitest'
import { checkTrainingData } from './check-training-data.ts'
import { trainModel } from './train-model.ts'
import { understand } from './understand.ts'

const intents = [
  { text: 'Where is my parcel?', intent: 'order.status' },
  { text: 'where is  my PARCEL', intent: 'order.status' },
  { text: 'where is my parcel', intent: 'delivery.late' },
  { text: ' … ', intent: 'delivery.late' },
  { text: '我要退货', intent: 'return.start' },
  { text: 'refund '.repeat(1000), intent: 'refund.status' },
  { text: 'has my money been sent back', intent: 'refund.status' },
]

test('says of each row what is wrong with it', () => {
  const found = checkTrainingData({ intents, outOfScope: ['tell me a joke', '我要退货！'] })
  expect(found.map(({ message, ...place }) => place)).toEqual([
    { code: 'duplicate', row: 1, other: 0 },
    { code: 'contradiction', row: 2, other: 0 },
    { code: 'empty', row: 3 },
    { code: 'only_phrase', row: 4 },
    { code: 'cut', row: 5 },
    { code: 'contradiction', outOfScopeRow: 1, other: 4 },
  ])
  expect(found[1]?.message).toContain('"order.status" in row 0')
})

test('of good data it says nothing', () => {
  const good = intents.slice(5).map((one) => ({ ...one, text: one.text.slice(0, 50) }))
  expect(checkTrainingData({ intents: good, outOfScope: ['tell me a joke'] })).toEqual([])
})

test('bad data trains all the same, and is told of', async () => {
  const { model, warnings } = await trainModel({ intents, outOfScope: ['tell me a joke'] })
  expect(warnings.map(({ code }) => code)).toContain('contradiction')
  expect(understand(model, 'where is my parcel').intents[0]?.confidence).toBeGreaterThan(0)
})

test('a thousand intents of two phrases each train', async () => {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu']
  const wordOf = (number: number) =>
    [100, 10, 1].map((place) => syllables[Math.floor(number / place) % 10]).join('')
  const many = Array.from({ length: 1000 }, (_, number) => [
    { text: `please ${wordOf(number)} now`, intent: `made.${number}` },
    { text: `I need ${wordOf(number)}`, intent: `made.${number}` },
  ]).flat()
  const { model, warnings } = await trainModel(
    { intents: many, titles: [], outOfScope: [] },
    { vectors: null },
  )
  expect(warnings).toEqual([])
  const right = many.filter(({ text, intent }) => understand(model, text).intents[0]?.intent === intent)
  expect(right.length / many.length).toBeGreaterThan(0.95)
}, 60_000)
