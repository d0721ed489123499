import { toProbabilities } from './language-model.ts'
import type { LanguageSample } from './language-samples.ts'

/** Chosen by cross-validation; from 6 to 12 passes and from 0.3 to 1 it is within half a point. */
const PASSES = 8
const RATE = 0.5
const FIRST_SQUARE = 1e-3
const INT8_LIMIT = 127

/** Weights in steps of one byte. */
export interface ByteWeights {
  readonly weights: Int8Array
  /** What one step weighs. */
  readonly scale: number
}

/**
 * Multinomial logistic regression over buckets by stochastic gradients with a rate for each weight (AdaGrad: Duchi, Hazan,
 * Singer, JMLR 2011). Every feature of a text of n features has the value 1/√n. The samples come in the order given, each
 * pass in the same, so equal samples give equal weights.
 */
export function trainSoftmax(
  samples: readonly LanguageSample[],
  { buckets, languages }: { buckets: number; languages: number },
): ByteWeights {
  const weights = new Float32Array(buckets * languages)
  const squares = new Float32Array(buckets * languages).fill(FIRST_SQUARE)
  const errors = new Float64Array(languages)
  for (let pass = 0; pass < PASSES; pass++)
    for (const sample of samples) {
      errorsOf(sample, weights, errors)
      for (const row of sample.rows)
        for (let column = 0; column < languages; column++) {
          const at = row * languages + column
          const gradient = errors[column] as number
          const square = (squares[at] as number) + gradient * gradient
          squares[at] = square
          weights[at] = (weights[at] as number) - (RATE * gradient) / Math.sqrt(square)
        }
    }
  return toBytes(weights)
}

/** Gradient of the loss of one sample for a feature that it has. */
function errorsOf(
  { rows, label, importance }: LanguageSample,
  weights: Float32Array,
  errors: Float64Array,
): void {
  const languages = errors.length
  const value = 1 / Math.sqrt(rows.length)
  errors.fill(0)
  for (const row of rows)
    for (let column = 0; column < languages; column++)
      errors[column] = (errors[column] as number) + (weights[row * languages + column] as number)
  for (let column = 0; column < languages; column++) errors[column] = (errors[column] as number) * value
  toProbabilities(errors, 0, languages)
  errors[label] = (errors[label] as number) - 1
  for (let column = 0; column < languages; column++)
    errors[column] = (errors[column] as number) * value * importance
}

function toBytes(from: Float32Array): ByteWeights {
  let largest = 0
  for (const weight of from) largest = Math.max(largest, Math.abs(weight))
  const scale = Math.fround(largest / INT8_LIMIT) || 1
  return { weights: Int8Array.from(from, (weight) => Math.round(weight / scale)), scale }
}
