import type { LanguageCalibration } from './language-model.ts'

/** One text that the weights had not seen: its score for each language over √features, and the language it is in. */
export interface UnseenScores {
  readonly scores: Float64Array
  readonly features: number
  readonly label: number
}

const MOST_STEPS = 30
const SETTLED = 1e-7
const RIDGE = 1e-9

/** Fits the two figures of the calibration by Newton steps on the log loss, which is convex in them. */
export function fitCalibration(unseen: readonly UnseenScores[]): LanguageCalibration {
  let gain = 1
  let growth = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, curve } = derivatives(unseen, gain, growth)
    const [a, b, c] = [curve[0] + RIDGE, curve[1], curve[2] + RIDGE]
    const determinant = a * c - b * b || RIDGE
    const change = [
      (c * slope[0] - b * slope[1]) / determinant,
      (a * slope[1] - b * slope[0]) / determinant,
    ] as const
    gain -= change[0]
    growth -= change[1]
    if (Math.abs(change[0]) + Math.abs(change[1]) < SETTLED) break
  }
  return { gain, growth }
}

/** First and second derivatives of the mean loss: by gain, by both, by growth. */
function derivatives(unseen: readonly UnseenScores[], gain: number, growth: number) {
  const slope: [number, number] = [0, 0]
  const curve: [number, number, number] = [0, 0, 0]
  for (const { scores, features, label } of unseen) {
    const length = Math.log(features)
    const { mean, variance } = moments(scores, gain + growth * length)
    const error = (mean - (scores[label] ?? 0)) / unseen.length
    slope[0] += error
    slope[1] += error * length
    const share = variance / unseen.length
    curve[0] += share
    curve[1] += share * length
    curve[2] += share * length * length
  }
  return { slope, curve }
}

/** Mean and variance of the scores under the probabilities that they give. */
function moments(scores: Float64Array, gain: number): { mean: number; variance: number } {
  const highest = Math.max(...scores)
  const masses = scores.map((score) => Math.exp((score - highest) * gain))
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  let mean = 0
  let square = 0
  scores.forEach((score, column) => {
    const chance = (masses[column] ?? 0) / total
    mean += chance * score
    square += chance * score * score
  })
  return { mean, variance: square - mean * mean }
}
