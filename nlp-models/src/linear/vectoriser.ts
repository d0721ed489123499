import { type HashedText, PART } from './feature-buffer.ts'
import { idfOf, rowOf, type Vocabulary } from './vocabulary.ts'

/** Block of each part: every block but the dense one is brought to its own length. */
const BLOCKS: readonly number[] = [0, 0, 0, 1, 2, 3]

/** Turns hashed features into a sparse vector: sublinear TF-IDF, words and grams normalised apart. */
export class Vectoriser {
  /** Rows and values of the last vector, valid up to `length`. */
  rows = new Int32Array(1024)
  values = new Float32Array(1024)
  length = 0
  /** Share of single words that the vocabulary knows. */
  knownShare = 0
  private readonly counts: Float32Array
  private readonly squares = new Float64Array(4)
  readonly vocabulary: Vocabulary

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
    this.counts = new Float32Array(vocabulary.size)
  }

  /** Makes the vector of a text; `rows`, `values`, `length` and `knownShare` then speak of it. */
  vectorise(text: HashedText): void {
    this.collect(text)
    const { parts } = this.vocabulary
    this.squares.fill(0)
    for (let index = 0; index < this.length; index++) {
      const row = this.rows[index] ?? 0
      const part = parts[row] ?? 0
      const count = this.counts[row] ?? 0
      this.counts[row] = 0
      const value = part === PART.dense ? count : (1 + Math.log(count)) * idfOf(this.vocabulary, row)
      this.values[index] = value
      const block = BLOCKS[part] ?? 0
      this.squares[block] = (this.squares[block] ?? 0) + value * value
    }
    this.normaliseBlocks()
  }

  private normaliseBlocks(): void {
    const scales = Array.from(this.squares, (square, block) =>
      block === BLOCKS[PART.dense] || square === 0 ? 1 : 1 / Math.sqrt(square),
    )
    for (let index = 0; index < this.length; index++) {
      const block = BLOCKS[this.vocabulary.parts[this.rows[index] ?? 0] ?? 0] ?? 0
      this.values[index] = (this.values[index] ?? 0) * (scales[block] ?? 1)
    }
  }

  private collect(text: HashedText): void {
    this.length = 0
    let known = 0
    let single = 0
    for (let index = 0; index < text.length; index++) {
      const row = rowOf(this.vocabulary, text.hashes[index] ?? 0)
      const part = text.parts[index] ?? 0
      if (part === PART.word) {
        single++
        if (row >= 0) known++
      }
      if (row < 0) continue
      if (this.counts[row] === 0) this.append(row)
      this.counts[row] = (this.counts[row] ?? 0) + (text.values[index] ?? 0)
    }
    this.knownShare = single === 0 ? 0 : known / single
  }

  private append(row: number): void {
    if (this.length === this.rows.length) {
      const rows = new Int32Array(this.length * 2)
      rows.set(this.rows)
      this.rows = rows
      const values = new Float32Array(this.length * 2)
      values.set(this.values)
      this.values = values
    }
    this.rows[this.length++] = row
  }
}

/** Sparse training matrix, one text a row (compressed rows). */
export interface SparseMatrix {
  readonly offsets: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
  readonly size: number
}

/** Vectorises all texts into one matrix. */
export function buildMatrix(texts: readonly HashedText[], vocabulary: Vocabulary): SparseMatrix {
  const vectoriser = new Vectoriser(vocabulary)
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  const columns = new Int32Array(total)
  const values = new Float32Array(total)
  const offsets = new Int32Array(texts.length + 1)
  let position = 0
  texts.forEach((text, number) => {
    vectoriser.vectorise(text)
    columns.set(vectoriser.rows.subarray(0, vectoriser.length), position)
    values.set(vectoriser.values.subarray(0, vectoriser.length), position)
    position += vectoriser.length
    offsets[number + 1] = position
  })
  return {
    offsets,
    columns: columns.slice(0, position),
    values: values.slice(0, position),
    size: texts.length,
  }
}
