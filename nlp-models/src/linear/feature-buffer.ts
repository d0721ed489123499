/**
 * Kinds of features. `word`, `words` and `stem` share one norm, `gram` and `concept` have their own; `dense`
 * features carry a value instead of a count.
 */
export const PART = { word: 0, words: 1, stem: 2, gram: 3, dense: 4, concept: 5 } as const

/** Hashed features of one text, with the original span of each; reused from text to text. */
export class FeatureBuffer {
  length = 0
  hashes = new Uint32Array(1024)
  parts = new Uint8Array(1024)
  values = new Float32Array(1024)
  starts = new Uint32Array(1024)
  ends = new Uint32Array(1024)

  clear(): void {
    this.length = 0
  }

  /** Adds one feature; the caller gives `value` only for dense ones. */
  push(hash: number, part: number, start: number, end: number, value = 1): void {
    if (this.length === this.hashes.length) this.grow()
    this.hashes[this.length] = hash
    this.parts[this.length] = part
    this.starts[this.length] = start
    this.ends[this.length] = end
    this.values[this.length] = value
    this.length++
  }

  /** A copy of what training needs, without the spans. */
  snapshot(): HashedText {
    return {
      hashes: this.hashes.slice(0, this.length),
      parts: this.parts.slice(0, this.length),
      values: this.values.slice(0, this.length),
      length: this.length,
    }
  }

  private grow(): void {
    const size = this.hashes.length * 2
    this.hashes = enlarge(this.hashes, new Uint32Array(size))
    this.parts = enlarge(this.parts, new Uint8Array(size))
    this.values = enlarge(this.values, new Float32Array(size))
    this.starts = enlarge(this.starts, new Uint32Array(size))
    this.ends = enlarge(this.ends, new Uint32Array(size))
  }
}

/** What training keeps of a text. */
export interface HashedText {
  readonly hashes: Uint32Array
  readonly parts: Uint8Array
  readonly values: Float32Array
  readonly length: number
}

function enlarge<T extends Uint32Array | Uint8Array | Float32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
