import type { ClassSolution } from './solver.ts'
import type { TrainingSet } from './training-set.ts'
import { chooseRows, type Vocabulary } from './vocabulary.ts'

/** Bytes of weights that a model keeps, and least and most rows whatever the number of classes. */
const WEIGHT_BYTES = 2_000_000
const ROWS = { least: 8_000, most: 40_000 }

export interface PrunedWeights {
  readonly vocabulary: Vocabulary
  /** One byte a weight, all classes of a feature together; dense dimensions last. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
}

/**
 * Keeps the features whose weights are longest. Most of the others are word pairs and stretches of letters that one
 * text holds: on validation texts leaving out four fifths of all rows changed accuracy by less than 0.1 points.
 */
export function pruneWeights(set: TrainingSet, solutions: readonly ClassSolution[]): PrunedWeights {
  const { vocabulary, dimensions } = set
  const classes = solutions.length
  const budget = Math.max(ROWS.least, Math.min(ROWS.most, Math.floor(WEIGHT_BYTES / classes)))
  const rows = longestRows(vocabulary.size, solutions, budget)
  const sources = [...rows, ...Array.from({ length: dimensions }, (_, at) => vocabulary.size + at)]
  const weights = new Int8Array(sources.length * classes)
  solutions.forEach((solution, column) => {
    for (let row = 0; row < sources.length; row++)
      weights[row * classes + column] = solution.weights[sources[row] as number] as number
  })
  return {
    vocabulary: chooseRows(vocabulary, rows),
    weights,
    scales: Float32Array.from(solutions, ({ scale }) => scale),
    bias: Float32Array.from(solutions, ({ bias }) => bias),
  }
}

/** Rows in ascending order; of equally long ones the earlier stay. */
function longestRows(size: number, solutions: readonly ClassSolution[], budget: number): Int32Array {
  const squares = new Float64Array(size)
  for (const { weights, scale } of solutions)
    for (let row = 0; row < size; row++)
      squares[row] = (squares[row] as number) + ((weights[row] as number) * scale) ** 2
  const used = Array.from({ length: size }, (_, row) => row).filter((row) => (squares[row] as number) > 0)
  used.sort((a, b) => (squares[b] as number) - (squares[a] as number) || a - b)
  return Int32Array.from(used.slice(0, budget)).sort()
}
