import { tokenise } from '../text/tokens.ts'
import {
  answerOf,
  type EngineData,
  type EngineKind,
  fromBytes,
  type IntentEngine,
  toBytes,
} from './engine.ts'

const WORDS_PER_INTENT = 20

/** Words of each intent with what each speaks for it. */
type Keywords = readonly (readonly [intent: string, words: readonly (readonly [string, number])[]])[]

/** The least that a bot can do: each intent has the words that stand in its examples and in few others. */
export const keywordEngine: EngineKind = {
  name: 'keyword',
  train: (data) => Promise.resolve(engineOf(keywordsOf(data))),
  restore: (saved) => Promise.resolve(engineOf(fromBytes(saved) as Keywords)),
}

function keywordsOf({ examples }: EngineData): Keywords {
  const byIntent = new Map<string, Map<string, number>>()
  const holding = new Map<string, Set<string>>()
  for (const { text, intent } of examples) {
    const counts = byIntent.get(intent) ?? new Map<string, number>()
    byIntent.set(intent, counts)
    for (const word of wordsOf(text)) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
      holding.set(word, (holding.get(word) ?? new Set()).add(intent))
    }
  }
  return [...byIntent].map(([intent, counts]) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0) || 1
    const rated = [...counts].map(([word, count]): [string, number] => [
      word,
      (count / total) * Math.log(byIntent.size / (holding.get(word)?.size ?? 1)),
    ])
    return [intent, rated.toSorted((a, b) => b[1] - a[1]).slice(0, WORDS_PER_INTENT)]
  })
}

function engineOf(keywords: Keywords): IntentEngine {
  const byWord = new Map<string, [number, number][]>()
  keywords.forEach(([, words], place) => {
    for (const [word, value] of words) byWord.set(word, [...(byWord.get(word) ?? []), [place, value]])
  })
  return {
    name: 'keyword',
    classify(text) {
      const values = new Float64Array(keywords.length)
      for (const word of wordsOf(text))
        for (const [place, value] of byWord.get(word) ?? []) values[place] = (values[place] ?? 0) + value
      return answerOf(keywords.map(([label], place) => ({ label, value: values[place] ?? 0 })))
    },
    save: () => toBytes(keywords),
  }
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(tokenise(text).map((token) => token.text))
}
