import { createRequire } from 'node:module'
import { tokenise } from '@parley/nlp-models'
import type { LabelledMood } from './sets.ts'
import { chooseThresholds } from './thresholds.ts'
import { type MoodEngine, verdictOf } from './verdict.ts'

interface Analyzer {
  getSentiment(words: readonly string[]): number
}
type MakeAnalyzer = new (language: string, stemmer: unknown, lexicon: string) => Analyzer
interface Manager {
  process(language: string, text: string): Promise<{ score: number; comparative: number }>
}

type Score = (text: string) => number | Promise<number>

const require = createRequire(new URL('../../../nlp-models/package.json', import.meta.url))

/** natural's analyzer with the lexicon, and with or without its stemmer, whichever is best on the validation part; English only. */
export async function naturalEngine(valid: readonly LabelledMood[]): Promise<MoodEngine> {
  const SentimentAnalyzer = require('natural/lib/natural/sentiment/SentimentAnalyzer.js') as MakeAnalyzer
  const porter: unknown = require('natural/lib/natural/stemmers/porter_stemmer.js')
  const settings = ['afinn', 'senticon', 'pattern'].flatMap((lexicon) =>
    [porter, undefined].map((stemmer): Score => {
      const analyzer = new SentimentAnalyzer('English', stemmer, lexicon)
      return (text) => {
        const words = tokenise(text).flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : []))
        return words.length === 0 ? 0 : analyzer.getSentiment(words)
      }
    }),
  )
  return await bestOf('natural', settings, valid)
}

/** node-nlp's manager by its score or its score a word, whichever is best on the validation part. */
export async function nodeNlpEngine(
  valid: readonly LabelledMood[],
  language: 'en' | 'zh',
): Promise<MoodEngine> {
  const { SentimentManager } = require('node-nlp') as { SentimentManager: new () => Manager }
  const manager = new SentimentManager()
  const scores = (['score', 'comparative'] as const).map(
    (field): Score =>
      async (text) =>
        (await manager.process(language, text))[field],
  )
  return await bestOf('node-nlp', scores, valid)
}

/** The most frequent class of the training part, whatever is said. */
export function majorityEngine(train: readonly LabelledMood[]): MoodEngine {
  const count = (label: string) => train.filter((row) => row.label === label).length
  const two = count('positive') > count('negative') ? 'positive' : 'negative'
  const verdict = { three: count('neutral') > count(two) ? ('neutral' as const) : two, two } as const
  return { name: 'majority', judge: () => verdict }
}

async function bestOf(
  name: string,
  scores: readonly Score[],
  valid: readonly LabelledMood[],
): Promise<MoodEngine> {
  const tried = []
  for (const score of scores) {
    const rows = []
    for (const { text, label } of valid) rows.push({ score: await score(text), label })
    tried.push({ score, thresholds: chooseThresholds(rows) })
  }
  const { score, thresholds } = tried.reduce((best, one) =>
    one.thresholds.macroF1 > best.thresholds.macroF1 ? one : best,
  )
  return { name, judge: async (text) => verdictOf(await score(text), thresholds) }
}
