import { type HashedText, PART } from './feature-buffer.ts'
import { idfOf, rowOf, type Vocabulary } from './vocabulary.ts'

/** Block of each part: words and pairs, stretches of letters, values as they are, concepts. */
export const BLOCKS: readonly number[] = [0, 0, 0, 1, 2, 3]
const AS_THEY_ARE = BLOCKS[PART.dense]

/** Turns hashed features into a sparse vector: sublinear TF-IDF, each block brought to length one. */
export class Vectoriser {
  readonly vocabulary: Vocabulary
  private readonly counts: Float32Array
  private readonly squares = new Float64Array(4)

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
    this.counts = new Float32Array(vocabulary.size)
  }

  /** Writes the vector of a text into `rows` and `values`; answers how many places it took, as many as there are at most. */
  vectorise(text: HashedText, rows: Int32Array, values: Float32Array): number {
    const length = this.collect(text, rows)
    const { counts, squares, vocabulary } = this
    squares.fill(0)
    for (let at = 0; at < length; at++) {
      const row = rows[at] as number
      const count = counts[row] as number
      counts[row] = 0
      const block = BLOCKS[vocabulary.parts[row] as number] as number
      const value = block === AS_THEY_ARE ? count : termWeight(count) * idfOf(vocabulary, row)
      values[at] = value
      squares[block] = (squares[block] as number) + value * value
    }
    this.normaliseBlocks(rows, values, length)
    return length
  }

  private normaliseBlocks(rows: Int32Array, values: Float32Array, length: number): void {
    const { squares, vocabulary } = this
    for (let block = 0; block < squares.length; block++)
      squares[block] =
        block === AS_THEY_ARE || squares[block] === 0 ? 1 : 1 / Math.sqrt(squares[block] as number)
    for (let at = 0; at < length; at++) {
      const block = BLOCKS[vocabulary.parts[rows[at] as number] as number] as number
      values[at] = (values[at] as number) * (squares[block] as number)
    }
  }

  private collect(text: HashedText, rows: Int32Array): number {
    const { counts, vocabulary } = this
    let length = 0
    for (let index = 0; index < text.length; index++) {
      const row = rowOf(vocabulary, text.hashes[index] as number)
      if (row < 0) continue
      if (counts[row] === 0) {
        if (length === rows.length) continue
        rows[length++] = row
      }
      counts[row] = (counts[row] as number) + (text.values[index] as number)
    }
    return length
  }
}

/** Said again it weighs more, but less and less. */
export function termWeight(count: number): number {
  return count === 1 ? 1 : 1 + Math.log(count)
}
