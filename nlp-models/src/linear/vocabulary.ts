import { type HashedText, PART } from './feature-buffer.ts'

/** Inverse document frequencies are kept in one byte, in steps of 1/16, already while training. */
const IDF_STEPS = 16
const EMPTY = -1

/** The features that a model knows: row number by hash, with the weight and the part of each row. */
export interface Vocabulary {
  readonly size: number
  readonly keys: Uint32Array
  readonly idf: Uint8Array
  readonly parts: Uint8Array
  readonly table: Int32Array
}

export interface VocabularyOptions {
  /** Fewest texts that must hold a feature, by part. */
  readonly minTexts: { readonly words: number; readonly grams: number }
}

/** Collects the features of the training texts; rows are ordered by hash, so the result has one form only. */
export function buildVocabulary(texts: readonly HashedText[], options: VocabularyOptions): Vocabulary {
  const { counted, frequency, parts: partAt } = countTexts(texts)
  const kept: [hash: number, slot: number][] = []
  for (const [hash, slot] of counted)
    if ((frequency[slot] ?? 0) >= fewest(partAt[slot] ?? 0, options)) kept.push([hash, slot])
  kept.sort(([a], [b]) => a - b)
  const keys = Uint32Array.from(kept, ([hash]) => hash)
  const parts = Uint8Array.from(kept, ([, slot]) => partAt[slot] ?? 0)
  const idf = Uint8Array.from(kept, ([, slot], row) => {
    if (parts[row] === PART.dense) return IDF_STEPS
    const value = Math.log((1 + texts.length) / (1 + (frequency[slot] ?? 0))) + 1
    return Math.min(255, Math.round(value * IDF_STEPS))
  })
  return createVocabulary(keys, idf, parts)
}

/** In how many texts each feature occurs. */
function countTexts(texts: readonly HashedText[]) {
  const counted = new Map<number, number>()
  const frequency: number[] = []
  const lastText: number[] = []
  const parts: number[] = []
  texts.forEach((text, number) => {
    for (let index = 0; index < text.length; index++) {
      const hash = text.hashes[index] ?? 0
      const slot = counted.get(hash)
      if (slot === undefined) {
        counted.set(hash, frequency.length)
        frequency.push(1)
        lastText.push(number)
        parts.push(text.parts[index] ?? 0)
      } else if (lastText[slot] !== number) {
        lastText[slot] = number
        frequency[slot] = (frequency[slot] ?? 0) + 1
      }
    }
  })
  return { counted, frequency, parts }
}

function fewest(part: number, { minTexts }: VocabularyOptions): number {
  if (part === PART.dense) return 1
  return part === PART.gram ? minTexts.grams : minTexts.words
}

/** Builds the look-up table (open addressing, at most half full) over the stored columns. */
export function createVocabulary(keys: Uint32Array, idf: Uint8Array, parts: Uint8Array): Vocabulary {
  let capacity = 16
  while (capacity < keys.length * 2) capacity *= 2
  const table = new Int32Array(capacity).fill(EMPTY)
  const mask = capacity - 1
  for (let row = 0; row < keys.length; row++) {
    let slot = (keys[row] ?? 0) & mask
    while (table[slot] !== EMPTY) slot = (slot + 1) & mask
    table[slot] = row
  }
  return { size: keys.length, keys, idf, parts, table }
}

/** Row of a hashed feature, or -1. */
export function rowOf(vocabulary: Vocabulary, hash: number): number {
  const { table, keys } = vocabulary
  const mask = table.length - 1
  let slot = hash & mask
  for (;;) {
    const row = table[slot] ?? EMPTY
    if (row === EMPTY || keys[row] === hash) return row
    slot = (slot + 1) & mask
  }
}

export function idfOf(vocabulary: Vocabulary, row: number): number {
  return (vocabulary.idf[row] ?? 0) / IDF_STEPS
}
