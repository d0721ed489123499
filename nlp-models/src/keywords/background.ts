import type { Word } from '../text/words.ts'
import { defaultWordVectors } from '../vectors/default-vectors.ts'

/** How much a word tells where it turns up, above 0; without other texts to compare with. */
export type Rarity = (word: Word) => number

/** Of Chinese words none is known to be commoner than another; a single character says less. */
const CHINESE = { character: 3, word: 7 } as const

const UNKNOWN_ROW = 2000

/**
 * Rarity of English words by their place in the shipped table of word vectors, which begins with the most frequent: by
 * Zipf's law the frequency of the r-th word is about 1/r, so its information is log r. A word that the table does not have
 * may be a product, a name or a slip of typing: it counts as a word of the middle.
 */
export function usualRarity(): Rarity {
  const { rowOf } = defaultWordVectors()
  return ({ text, isChinese }) => {
    if (isChinese) return [...text].length > 1 ? CHINESE.word : CHINESE.character
    const row = rowOf(text)
    return Math.log(2 + (row < 0 ? UNKNOWN_ROW : row))
  }
}

/** Rarity by other texts: log of one and their number by those that hold the word (inverse document frequency). */
export function rarityAmong(texts: readonly (readonly Word[])[]): Rarity {
  const holding = new Map<string, number>()
  for (const words of texts)
    for (const key of new Set(words.map((word) => word.key))) holding.set(key, (holding.get(key) ?? 0) + 1)
  return ({ key }) => Math.log(1 + (texts.length + 1) / ((holding.get(key) ?? 0) + 1))
}
