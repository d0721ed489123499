import { termsOf } from '../similarity/terms.ts'

/** Weights of terms, of length 1 together. */
export type Weights = ReadonlyMap<string, number>

/** A space of TF-IDF in which texts are compared. */
export interface TermSpace {
  /** UTF-16 units beyond `LONGEST_TEXT` are not read. */
  weigh(text: string): Weights
}

const LONGEST_TEXT = 4000

/** Rarity of terms is that among these texts; a term that none has is the rarest. */
export function createTermSpace(texts: readonly string[]): TermSpace {
  const holding = new Map<string, number>()
  for (const text of texts)
    for (const key of countsOf(text).keys()) holding.set(key, (holding.get(key) ?? 0) + 1)
  return {
    weigh: (text) =>
      toLengthOne(
        new Map(
          [...countsOf(text)].map(([key, count]) => [
            key,
            (1 + Math.log(count)) * Math.log(1 + texts.length / (0.5 + (holding.get(key) ?? 0))),
          ]),
        ),
      ),
  }
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { key } of termsOf(text.slice(0, LONGEST_TEXT))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

export function toLengthOne(weights: Weights): Weights {
  const length = Math.hypot(...weights.values())
  return length === 0 ? weights : new Map([...weights].map(([key, weight]) => [key, weight / length]))
}

/** Cosine of two texts of one space, 0 to 1. */
export function likenessOf(a: Weights, b: Weights): number {
  const [short, long] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [key, weight] of short) sum += weight * (long.get(key) ?? 0)
  return Math.min(1, sum)
}
