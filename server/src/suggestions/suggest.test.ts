import { defaultModelPath, loadModel, understand } from '@parley/nlp-models'
import { expect, test } from 'vitest'
import { readHeldOut } from '../../../scripts/lib/held-out.ts'
import { articlesEn } from '../demo/company/articles-en.ts'
import { articlesZh } from '../demo/company/articles-zh.ts'
import { type Asked, createSuggest, type KnownText } from './suggest.ts'

const articles = ([language, texts]: readonly ['en' | 'zh', typeof articlesEn]): KnownText[] =>
  Object.entries(texts).map(([intent, [title, text]]) => ({
    id: `${intent}.${language}`,
    kind: 'article',
    language,
    title,
    text,
    intent,
  }))
const known = [...articles(['en', articlesEn]), ...articles(['zh', articlesZh])]
const canned: KnownText = {
  id: 'photo.en',
  kind: 'canned',
  language: 'en',
  title: 'Ask for a photo',
  text: 'Could you send us a photo of the damage?',
}
const suggest = createSuggest([...known, canned])
const asked = (text: string, intent?: string, confidence = 0.9): Asked => ({
  text,
  intents: intent ? [{ intent, confidence }] : [],
  inScope: 1,
})

test('the article of the intent comes first, in the language of the customer, and says why', () => {
  const [first] = suggest([asked('多久能到货', 'delivery.time')], 'zh', 3)
  expect(first).toMatchObject({ id: 'delivery.time.zh', kind: 'article' })
  expect(first?.why.intent).toEqual({ name: 'delivery.time', confidence: 0.9 })
  expect(first?.score).toBeGreaterThanOrEqual(0.9)
})

test('what no intent stands for is found by its words', () => {
  const found = suggest([asked('shall I send a photo of the damage?')], 'en', 3)
  expect(found[0]?.id).toBe('photo.en')
  expect(found[0]?.why).toMatchObject({ words: expect.arrayContaining(['photo']) })
  expect(found[0]?.why.intent).toBeUndefined()
})

test('the last message weighs most, and nothing is suggested to small talk', () => {
  const burst = [asked('what does delivery cost', 'delivery.cost'), asked('and returns?', 'return.policy')]
  expect(suggest(burst, 'en', 2).map(({ id }) => id)).toEqual(['return.policy.en', 'delivery.cost.en'])
  expect(suggest([asked('ok')], 'en', 3)).toEqual([])
})

test('held-out questions find their article', async () => {
  const model = await loadModel(defaultModelPath)
  const rows = (await readHeldOut()).filter(({ intent }) => known.some((text) => text.intent === intent))
  const hits = { first: 0, three: 0 }
  for (const { text, intent, language } of rows) {
    const { intents, inScope } = understand(model, text)
    const found = suggest([{ text, intents: intents.slice(0, 3), inScope }], language, 3)
    const place = found.findIndex(({ id }) => id === `${intent}.${language}`)
    if (place === 0) hits.first += 1
    if (place >= 0) hits.three += 1
  }
  const [first, three] = [hits.first / rows.length, hits.three / rows.length]
  console.log(JSON.stringify({ test: 'suggestions', questions: rows.length, first, three }))
  expect(first).toBeGreaterThan(0.9)
  expect(three).toBeGreaterThan(0.94)
})
