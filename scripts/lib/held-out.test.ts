import { expect, test } from 'vitest'
import { alsoInTraining, plain, readHeldOut, readTrainingTexts } from './held-out.ts'

test('a text that differs only in case, punctuation and spacing is the same text', () => {
  expect(alsoInTraining(['Hi!', '在吗？', '👍', 'hi there'], ['hi', '在吗', '👍', '👋'])).toEqual([
    'Hi!',
    '在吗？',
    '👍',
  ])
})

test('no held-out text is in the training data, and none is there twice', async () => {
  const texts = (await readHeldOut()).map(({ text }) => text)
  expect(alsoInTraining(texts, await readTrainingTexts())).toEqual([])
  expect(new Set(texts.map(plain)).size).toBe(texts.length)
})

test('enough held-out texts are left to tell two models apart', async () => {
  expect((await readHeldOut()).length).toBeGreaterThanOrEqual(600)
})

test('the training data has the phrases of both languages and the names of the intents', async () => {
  const texts = await readTrainingTexts()
  expect(texts).toEqual(expect.arrayContaining(['do you ship to Canada', '可以寄到国外吗', 'Order status']))
})
