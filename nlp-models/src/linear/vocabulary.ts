/** Inverse document frequencies are kept in one byte, in steps of 1/16, already while training. */
const IDF_STEPS = 16
const EMPTY = 0xffff_ffff

/** The features that a model knows: row number by hash, with the weight and the part of each row. */
export interface Vocabulary {
  readonly size: number
  readonly keys: Uint32Array
  readonly idf: Uint8Array
  readonly parts: Uint8Array
  /** Look-up table, each slot a hash and beside it its row, so that one look into memory finds both. */
  readonly table: Uint32Array
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
  const table = new Uint32Array(capacity * 2).fill(EMPTY)
  const mask = capacity * 2 - 1
  for (let row = 0; row < keys.length; row++) {
    const hash = keys[row] as number
    let slot = (hash << 1) & mask
    while (table[slot + 1] !== EMPTY) slot = (slot + 2) & mask
    table[slot] = hash
    table[slot + 1] = row
  }
  return { size: keys.length, keys, idf, parts, table }
}

/** Row of a hashed feature, or -1. */
export function rowOf({ table }: Vocabulary, hash: number): number {
  const mask = table.length - 1
  for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
    // An empty slot's row reads -1 as a number with a sign.
    const row = (table[slot + 1] as number) | 0
    if (row === -1 || table[slot] === hash) return row
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
