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
  const frequency = new Map<number, number>()
  const partOf = new Map<number, number>()
  const lastText = new Map<number, number>()
  texts.forEach((text, number) => {
    for (let index = 0; index < text.length; index++) {
      const hash = text.hashes[index] ?? 0
      if (lastText.get(hash) === number) continue
      lastText.set(hash, number)
      const seen = frequency.get(hash)
      frequency.set(hash, (seen ?? 0) + 1)
      if (seen === undefined) partOf.set(hash, text.parts[index] ?? 0)
    }
  })
  const kept: number[] = []
  for (const [hash, count] of frequency) if (count >= fewest(partOf.get(hash) ?? 0, options)) kept.push(hash)
  const keys = Uint32Array.from(kept).sort()
  const idf = new Uint8Array(keys.length)
  const parts = new Uint8Array(keys.length)
  keys.forEach((hash, row) => {
    const part = partOf.get(hash) ?? 0
    parts[row] = part
    const value = Math.log((1 + texts.length) / (1 + (frequency.get(hash) ?? 0))) + 1
    idf[row] = part === PART.dense ? IDF_STEPS : Math.min(255, Math.round(value * IDF_STEPS))
  })
  return createVocabulary(keys, idf, parts)
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
