import type { HashedText } from './feature-buffer.ts'
import { SVM_DEFAULTS, type SvmOptions, trainBinarySvm } from './svm.ts'
import { type SparseMatrix, Vectoriser } from './vectoriser.ts'
import type { Vocabulary } from './vocabulary.ts'

const INT8_LIMIT = 127

/** One-vs-rest linear classifier with one byte a weight; a feature's weights for all classes lie together. */
export interface LinearModel {
  readonly classes: readonly string[]
  readonly vocabulary: Vocabulary
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
  readonly vectoriser: Vectoriser
}

export interface LinearTraining {
  readonly matrix: SparseMatrix
  readonly vocabulary: Vocabulary
  readonly classes: readonly string[]
  /** Class number of each text; -1 belongs to none and is a negative for all. */
  readonly targets: Int32Array
  readonly importance?: Float32Array
  readonly svm?: Partial<SvmOptions>
  /** Called after each class, for progress. */
  readonly onClass?: () => void
}

/** Trains one machine a class and quantises each to int8 with its own scale. */
export function trainLinearModel(training: LinearTraining): LinearModel {
  const { matrix, vocabulary, classes, targets } = training
  const importance = training.importance ?? new Float32Array(matrix.size).fill(1)
  const options = { ...SVM_DEFAULTS, ...training.svm }
  const weights = new Int8Array(vocabulary.size * classes.length)
  const scales = new Float32Array(classes.length)
  const bias = new Float32Array(classes.length)
  const signs = new Int8Array(matrix.size)
  classes.forEach((_name, column) => {
    for (let text = 0; text < matrix.size; text++) signs[text] = targets[text] === column ? 1 : -1
    const found = trainBinarySvm(matrix, { signs, importance, features: vocabulary.size }, options)
    bias[column] = found.bias
    scales[column] = quantise(found.weights, { weights, column, classes: classes.length })
    training.onClass?.()
  })
  return createLinearModel({ classes, vocabulary, weights, scales, bias })
}

function quantise(
  from: Float64Array,
  { weights, column, classes }: { weights: Int8Array; column: number; classes: number },
): number {
  let largest = 0
  for (const weight of from) largest = Math.max(largest, Math.abs(weight))
  if (largest === 0) return 0
  const scale = Math.fround(largest / INT8_LIMIT)
  for (let row = 0; row < from.length; row++)
    weights[row * classes + column] = Math.max(-127, Math.min(127, Math.round((from[row] ?? 0) / scale)))
  return scale
}

export function createLinearModel(parts: Omit<LinearModel, 'vectoriser'>): LinearModel {
  return { ...parts, vectoriser: new Vectoriser(parts.vocabulary) }
}

/** Margins of all classes; the model's vectoriser then still holds the vector (for the known share). */
export function marginsOf(model: LinearModel, text: HashedText): Float64Array {
  model.vectoriser.vectorise(text)
  const { rows, values, length } = model.vectoriser
  const { weights, scales, bias } = model
  const size = model.classes.length
  const margins = new Float64Array(size)
  for (let index = 0; index < length; index++) {
    const from = (rows[index] ?? 0) * size
    const value = values[index] ?? 0
    for (let column = 0; column < size; column++)
      margins[column] = (margins[column] as number) + value * (weights[from + column] as number)
  }
  for (let column = 0; column < size; column++)
    margins[column] = (margins[column] ?? 0) * (scales[column] ?? 0) + (bias[column] ?? 0)
  return margins
}

/** Weight of one feature for one class. */
export function weightOf(model: LinearModel, row: number, column: number): number {
  return (model.weights[row * model.classes.length + column] ?? 0) * (model.scales[column] ?? 0)
}
