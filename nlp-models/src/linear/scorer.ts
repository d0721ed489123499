import { createKernel, Layout } from './kernel.ts'

/** More features than this of one text are left out; a text of the longest that models read has fewer. */
const CAPACITY = 32_768
const LANES = 16

export interface ScorerWeights {
  /** One byte a weight, all classes of a feature together. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
}

/** Multiplies the features of one text with the weights of all classes at once. */
export interface Scorer {
  readonly classes: number
  /** Where the features of the next text are written: row numbers and their values. */
  readonly rows: Int32Array
  readonly values: Float32Array
  /** Margins by the first `length` rows and values; the array is reused by the next call. */
  margins(length: number): Float32Array
  weightOf(row: number, column: number): number
  biasOf(column: number): number
  /** A copy of what it was made of. */
  readonly content: () => ScorerWeights
}

/** Lays weights out for the kernel; the result holds one text at a time and is not shared between threads. */
export function createScorer({ weights, scales, bias }: ScorerWeights): Scorer {
  const classes = scales.length
  const width = Math.ceil(classes / LANES) * LANES
  const count = classes === 0 ? 0 : weights.length / classes
  const layout = new Layout()
  const at = {
    weights: layout.take(count * width),
    scales: layout.take(width * 4),
    bias: layout.take(width * 4),
    out: layout.take(width * 4),
    rows: layout.take(CAPACITY * 4),
    values: layout.take(CAPACITY * 4),
  }
  const { run, buffer } = createKernel(layout.end)
  const laid = new Int8Array(buffer, at.weights, count * width)
  for (let row = 0; row < count; row++)
    laid.set(weights.subarray(row * classes, (row + 1) * classes), row * width)
  new Float32Array(buffer, at.scales, classes).set(scales)
  new Float32Array(buffer, at.bias, classes).set(bias)
  const out = new Float32Array(buffer, at.out, classes)
  const own = {
    scales: new Float32Array(buffer, at.scales, classes),
    bias: new Float32Array(buffer, at.bias, classes),
  }
  return {
    classes,
    rows: new Int32Array(buffer, at.rows, CAPACITY),
    values: new Float32Array(buffer, at.values, CAPACITY),
    margins(length) {
      run.margins(at.weights, width, at.rows, at.values, length, at.scales, at.bias, at.out)
      return out
    },
    weightOf: (row, column) => (laid[row * width + column] ?? 0) * (own.scales[column] ?? 0),
    biasOf: (column) => own.bias[column] ?? 0,
    content() {
      const packed = new Int8Array(count * classes)
      for (let row = 0; row < count; row++)
        packed.set(laid.subarray(row * width, row * width + classes), row * classes)
      return { weights: packed, scales: own.scales.slice(), bias: own.bias.slice() }
    },
  }
}
