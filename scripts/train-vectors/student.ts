import { addScaled, dot, toLengthOne } from './vectors.ts'

export interface Student {
  /** Writes the vector of a text: the sum of its words' vectors at length 1. Answers the length of the sum, 0 for none. */
  read(rows: Int32Array, point: Float32Array): number
  /** Moves the words of a text that was read as `point` so that the text points more towards `pull`. */
  learn(rows: Int32Array, point: Float32Array, length: number, pull: Float32Array, rate: number): void
}

/**
 * Texts by the words' vectors, which `learn` changes in place. It steps by AdaGrad (Duchi, Hazan and Singer 2011) with
 * one sum of squares a word: frequent words settle, rare ones still learn. `caution` is where these sums begin.
 */
export function createStudent(vectors: readonly Float32Array[], caution: number): Student {
  const squares = new Float32Array(vectors.length).fill(caution)
  return {
    read(rows, point) {
      point.fill(0)
      for (const row of rows) addScaled(point, vectors[row] as Float32Array, 1)
      return toLengthOne(point)
    },
    learn(rows, point, length, pull, rate) {
      // Only what turns the text counts: its length is lost when it is brought to 1.
      const along = dot(pull, point)
      const square = (dot(pull, pull) - along * along) / (length * length * point.length)
      for (const row of rows) {
        squares[row] = (squares[row] as number) + square
        const step = rate / (Math.sqrt(squares[row] as number) * length)
        addScaled(vectors[row] as Float32Array, pull, step)
        addScaled(vectors[row] as Float32Array, point, -step * along)
      }
    },
  }
}
