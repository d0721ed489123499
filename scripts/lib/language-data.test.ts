import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { defaultLanguageModelPath, readLanguageModel } from '@parley/nlp-models'
import { expect, test } from 'vitest'
import { groupBy } from './group-by.ts'
import { alsoInTraining, plain } from './held-out.ts'
import { readLanguageData, readLanguageTests, readMixedTests } from './language-data.ts'

test('no test text is in the training texts or words, and none is there twice', async () => {
  const { texts, words } = await readLanguageData()
  const tests = [...(await readLanguageTests()), ...(await readMixedTests())].map(({ text }) => text)
  const learnt = [...texts.map(({ text }) => text), ...words.flatMap((one) => one.words.split(' '))]
  expect(alsoInTraining(tests, learnt)).toEqual([])
  expect(new Set(tests.map(plain)).size).toBe(tests.length)
})

test('there is enough of each language to learn from and to test', async () => {
  const { texts } = await readLanguageData()
  const learnt = groupBy(texts, ({ language }) => language)
  expect(learnt.size).toBe(18)
  for (const [language, own] of learnt) {
    expect(own.length, language).toBeGreaterThanOrEqual(120)
    expect(new Set(own.map(({ text }) => plain(text))).size, language).toBe(own.length)
  }
  const tested = groupBy(await readLanguageTests(), ({ language }) => language)
  expect(tested.size).toBe(26)
  for (const [language, own] of tested) expect(own.length, language).toBeGreaterThanOrEqual(50)
})

test('the shipped model was trained on these texts and is small', async () => {
  const { dataHash } = readLanguageModel(defaultLanguageModelPath)
  const data = await readLanguageData()
  expect(dataHash).toBe(createHash('sha256').update(JSON.stringify(data)).digest('hex'))
  expect((await stat(defaultLanguageModelPath)).size).toBeLessThanOrEqual(120_000)
})
