/** A linear model of the languages that share a script: one byte a weight, all languages of a bucket together. */
export interface LanguageGroup {
  readonly script: 'latin' | 'cyrillic'
  /** BCP 47. */
  readonly languages: readonly string[]
  readonly buckets: number
  /** What one step of a byte weighs. */
  readonly scale: number
  /** Makes probabilities of scores; fitted on scores of texts that the weights had not seen. */
  readonly calibration: LanguageCalibration
  /** Steps of a byte that a change of language between two words costs. */
  readonly switchCost: number
  readonly weights: Int8Array
}

/** Log-odds are the score of a text times `gain + growth · ln(features)`: longer texts earn more trust. */
export interface LanguageCalibration {
  readonly gain: number
  readonly growth: number
}

export interface LanguageModel {
  /** The hash that put the training texts in order began with it. */
  readonly seed: number
  /** sha256 of the training data. */
  readonly dataHash: string
  readonly groups: readonly LanguageGroup[]
}

/** Factor that turns a sum of weights in steps, over so many features, into log-odds. */
export function gainOf({ calibration, scale }: LanguageGroup, features: number): number {
  return (scale * (calibration.gain + calibration.growth * Math.log(features))) / Math.sqrt(features)
}

/** Turns scores into probabilities in place (softmax). */
export function toProbabilities(scores: Float64Array, from: number, to: number): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let at = from; at < to; at++) highest = Math.max(highest, scores[at] as number)
  let sum = 0
  for (let at = from; at < to; at++) {
    const value = Math.exp((scores[at] as number) - highest)
    scores[at] = value
    sum += value
  }
  for (let at = from; at < to; at++) scores[at] = (scores[at] as number) / sum
}
