/** Inverse document frequencies are kept in one byte, in steps of 1/16, already while training. */
const IDF_STEPS = 16
const EMPTY = -1

/** The features that a model knows: row number by hash, with the weight and the part of each row. */
export interface Vocabulary {
  readonly size: number
  readonly keys: Uint32Array
  readonly idf: Uint8Array
  readonly parts: Uint8Array
  /** Row by slot of the look-up table, with the hash beside it: most features are unknown, and one look says so. */
  readonly slots: Int32Array
  readonly hashes: Uint32Array
}

/** Steps of one byte for a feature that so many of all texts hold: `ln((1 + all) / (1 + holding)) + 1`. */
export function idfSteps(texts: number, holding: number): number {
  const value = Math.log((1 + texts) / (1 + holding)) + 1
  return Math.min(255, Math.round(value * IDF_STEPS))
}

export const ONE_IDF = IDF_STEPS

/** Builds the look-up table (open addressing, at most half full) over the stored columns. */
export function createVocabulary(keys: Uint32Array, idf: Uint8Array, parts: Uint8Array): Vocabulary {
  let capacity = 16
  while (capacity < keys.length * 2) capacity *= 2
  const slots = new Int32Array(capacity).fill(EMPTY)
  const hashes = new Uint32Array(capacity)
  const mask = capacity - 1
  for (let row = 0; row < keys.length; row++) {
    const hash = keys[row] as number
    let slot = hash & mask
    while (slots[slot] !== EMPTY) slot = (slot + 1) & mask
    slots[slot] = row
    hashes[slot] = hash
  }
  return { size: keys.length, keys, idf, parts, slots, hashes }
}

/** Row of a hashed feature, or -1. */
export function rowOf({ slots, hashes }: Vocabulary, hash: number): number {
  const mask = slots.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const row = slots[slot] as number
    if (row === EMPTY || hashes[slot] === hash) return row
  }
}

/** Some rows of a vocabulary, in the same order. */
export function chooseRows(vocabulary: Vocabulary, rows: Int32Array): Vocabulary {
  return createVocabulary(
    Uint32Array.from(rows, (row) => vocabulary.keys[row] ?? 0),
    Uint8Array.from(rows, (row) => vocabulary.idf[row] ?? 0),
    Uint8Array.from(rows, (row) => vocabulary.parts[row] ?? 0),
  )
}

export function idfOf(vocabulary: Vocabulary, row: number): number {
  return (vocabulary.idf[row] as number) / IDF_STEPS
}
