import { expect, test } from 'vitest'
import { processorTime } from '../test/processor-time.ts'
import { sampleData } from '../test/training-sample.ts'
import { explain } from './explain.ts'
import { trainModel } from './train-model.ts'
import { understand } from './understand.ts'

const { model } = await trainModel(sampleData())
const SIZE = 50_000

test.each<[string, string]>([
  ['one endless word', 'a'.repeat(SIZE)],
  ['spaces', ' '.repeat(SIZE)],
  ['Chinese', '退'.repeat(SIZE)],
  ['emoji with joiners', '👩‍👩‍👧‍👦'.repeat(SIZE / 11)],
  ['lone surrogates', '\ud83d'.repeat(SIZE)],
  ['stacked marks', `a${'\u0301'.repeat(SIZE)}`],
  ['right-to-left overrides', '\u202eمرحبا \u202c'.repeat(SIZE / 8)],
  ['ligatures that grow', 'ﷺ'.repeat(SIZE)],
  ['quotes for nested patterns', `${'x'.repeat(SIZE)}!(((((a+)+)+)+)+$`],
  ['apostrophes', "a'".repeat(SIZE / 2)],
  ['null characters', '\0'.repeat(SIZE)],
  ['numbers with commas', '1,'.repeat(SIZE / 2)],
  ['marks', '?!'.repeat(SIZE / 2)],
])('is not hurt by 50 KB of %s', (_name, text) => {
  expect(processorTime(() => understand(model, text))).toBeLessThan(1000)
  const { inScope, sentiment } = understand(model, text)
  expect(inScope).toBeGreaterThanOrEqual(0)
  expect(inScope).toBeLessThanOrEqual(1)
  expect(Number.isFinite(sentiment.score)).toBe(true)
  expect(explain(model, text).understanding.intents.length).toBeLessThanOrEqual(5)
})

test.each(['', ' ', '\n', '?', '😀', '\ud800', '\u202e', '\0', 'İ', 'ß', 'ﬃ', '①', '㍿'])(
  'answers something for %j',
  (text) => {
    const understanding = understand(model, text)
    expect(['en', 'zh']).toContain(understanding.language)
    expect(understanding.sentiment.confidence).toBeGreaterThan(0)
  },
)

test('words that are names of object members are only words', () => {
  for (const text of ['constructor', '__proto__', 'toString hasOwnProperty', 'valueOf'])
    expect(() => explain(model, text)).not.toThrow()
})
