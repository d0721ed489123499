import { type Term, termsOf } from './terms.ts'

export interface IndexedText {
  readonly id: string
  readonly title: string
  readonly body: string
}

export interface SimilarText {
  readonly id: string
  /** Cosine of the weighted terms, 0 to 1. */
  readonly score: number
  /** Words of the question that the text has too, the weightiest first. */
  readonly words: readonly string[]
}

export interface TextIndex {
  /** Texts that have anything in common with the question, the most alike first. */
  rank(question: string, limit?: number): readonly SimilarText[]
}

/** What a title says counts so often. */
const TITLE_WEIGHT = 3
const WORDS_SHOWN = 5

type Weights = ReadonlyMap<string, number>

/**
 * Finds texts by the words that they share with a question: cosine over TF-IDF, terms as `termsOf` gives them. For a few
 * hundred texts in one language; it needs no training and no model file.
 */
export function createTextIndex(texts: readonly IndexedText[]): TextIndex {
  const counted = texts.map(({ id, title, body }) => ({ id, counts: countsOf(title, body) }))
  const holding = new Map<string, number>()
  for (const { counts } of counted)
    for (const key of counts.keys()) holding.set(key, (holding.get(key) ?? 0) + 1)
  const idf = (key: string) => Math.log(1 + texts.length / (0.5 + (holding.get(key) ?? 0)))
  const weigh = (counts: Weights): Weights =>
    toLengthOne(new Map([...counts].map(([key, count]) => [key, (1 + Math.log(count)) * idf(key)])))
  const documents = counted.map(({ id, counts }) => ({ id, weights: weigh(counts) }))

  return {
    rank(question, limit = 10) {
      const asked = termsOf(question)
      const weights = weigh(tally(asked, 1))
      return documents
        .map(({ id, weights: has }) => ({ id, ...compare(asked, weights, has) }))
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    },
  }
}

function countsOf(title: string, body: string): Weights {
  return tally(termsOf(body), 1, tally(termsOf(title), TITLE_WEIGHT))
}

function tally(terms: readonly Term[], weight: number, onto: Weights = new Map()): Map<string, number> {
  const counts = new Map(onto)
  for (const { key } of terms) counts.set(key, (counts.get(key) ?? 0) + weight)
  return counts
}

function toLengthOne(weights: Weights): Weights {
  const length = Math.hypot(...weights.values())
  return length === 0 ? weights : new Map([...weights].map(([key, weight]) => [key, weight / length]))
}

function compare(asked: readonly Term[], question: Weights, text: Weights) {
  let score = 0
  const shared = new Map<string, number>()
  for (const [key, weight] of question) {
    const product = weight * (text.get(key) ?? 0)
    if (product === 0) continue
    score += product
    const word = asked.find((term) => term.key === key)?.word.toLowerCase()
    if (word) shared.set(word, (shared.get(word) ?? 0) + product)
  }
  const words = [...shared].toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
  return { score: Math.min(1, score), words: words.slice(0, WORDS_SHOWN) }
}
