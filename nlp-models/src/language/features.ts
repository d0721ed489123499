import { FNV_OFFSET, finishHash, hashUnit } from '../text/hash.ts'

/** Stands before and after each word among the units: an n-gram with it begins or ends a word. */
export const BOUNDARY = 0x20
const LONGEST_GRAM = 4
const SHORTEST_WORD = 3
const LONGEST_WORD = 12
/** Keeps the hash of a whole word apart from that of the same letters inside another. */
const WHOLE = 0xffff

/** Most features of one text of that many units: four from each unit and each boundary, and the whole words. */
export function mostFeatures(units: number): number {
  return (units + 2) * (LONGEST_GRAM + 1)
}

export interface WordSpan {
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/**
 * Buckets of the features of one word: its n-grams of 1 to 4 letters, those over its ends among them, and the word itself.
 * No strings are made: this runs for each word of each message. Returns how many buckets it wrote from `at` on.
 */
export function hashWord(
  units: Uint16Array,
  { from, to }: WordSpan,
  buckets: number,
  rows: Uint16Array,
  at: number,
): number {
  let next = at
  for (let start = from - 1; start <= to; start++) {
    const end = Math.min(start + LONGEST_GRAM, to + 1)
    let hash = FNV_OFFSET
    for (let position = start; position < end; position++) {
      const inside = position >= from && position < to
      hash = hashUnit(hash, inside ? (units[position] as number) : BOUNDARY)
      // A boundary alone says nothing.
      if (position > start || inside) rows[next++] = bucketOf(hash, buckets)
    }
  }
  if (to - from >= SHORTEST_WORD && to - from <= LONGEST_WORD)
    rows[next++] = wholeWord(units, { from, to }, buckets)
  return next - at
}

function wholeWord(units: Uint16Array, { from, to }: WordSpan, buckets: number): number {
  let hash = FNV_OFFSET
  for (let position = from; position < to; position++) hash = hashUnit(hash, units[position] as number)
  return bucketOf(hashUnit(hash, WHOLE), buckets)
}

/** The upper half of the hash scaled to the number of buckets, which need not be a power of two. */
function bucketOf(hash: number, buckets: number): number {
  return ((finishHash(hash) >>> 16) * buckets) >>> 16
}
