import type { Sentiment } from '../understanding.ts'

const LABELS = ['negative', 'neutral', 'positive'] as const
/** Classes of every sentiment model, in this order. */
export const MOODS: readonly string[] = LABELS

const PASSES = 120
const OFFSET_RATE = 1.5
const GAIN_RATE = 4

/** Vector scaling: probabilities are the softmax of `gain × margin + offset` (Guo et al. 2017). */
export interface MoodCalibration {
  readonly gain: number
  readonly offsets: readonly number[]
}

export interface MoodScore {
  readonly margins: Float32Array
  readonly target: number
  readonly weight: number
}

/** Fits gain and offsets, or offsets alone for a gain that is known, to out-of-fold margins by gradient descent on the log loss. */
export function fitMoodCalibration(scores: readonly MoodScore[], known?: number): MoodCalibration {
  const total = scores.reduce((sum, score) => sum + score.weight, 0) || 1
  let calibration: MoodCalibration = { gain: known ?? 2, offsets: MOODS.map(() => 0) }
  for (let pass = 0; pass < PASSES; pass++) {
    const slope = logLossSlope(scores, calibration)
    calibration = {
      gain: known ?? calibration.gain - (GAIN_RATE * (slope[MOODS.length] ?? 0)) / total,
      offsets: calibration.offsets.map((offset, mood) => offset - (OFFSET_RATE * (slope[mood] ?? 0)) / total),
    }
  }
  return calibration
}

/** Derivatives of the summed log loss: by each offset, then by the gain. */
function logLossSlope(scores: readonly MoodScore[], calibration: MoodCalibration): Float64Array {
  const slope = new Float64Array(MOODS.length + 1)
  for (const { margins, target, weight } of scores) {
    const probabilities = moodProbabilities(margins, calibration)
    for (let mood = 0; mood < MOODS.length; mood++) {
      const error = ((probabilities[mood] ?? 0) - (mood === target ? 1 : 0)) * weight
      slope[mood] = (slope[mood] ?? 0) + error
      slope[MOODS.length] = (slope[MOODS.length] ?? 0) + error * (margins[mood] ?? 0)
    }
  }
  return slope
}

export function moodProbabilities(margins: Float32Array, { gain, offsets }: MoodCalibration): number[] {
  const powers = [0, 0, 0]
  let highest = Number.NEGATIVE_INFINITY
  for (let mood = 0; mood < 3; mood++) {
    const scaled = gain * (margins[mood] ?? 0) + (offsets[mood] ?? 0)
    powers[mood] = scaled
    if (scaled > highest) highest = scaled
  }
  let sum = 0
  for (let mood = 0; mood < 3; mood++) {
    const power = Math.exp((powers[mood] ?? 0) - highest)
    powers[mood] = power
    sum += power
  }
  for (let mood = 0; mood < 3; mood++) powers[mood] = (powers[mood] ?? 0) / sum
  return powers
}

/** The verdict that the probabilities mean. */
export function sentimentOf(probabilities: readonly number[]): Sentiment {
  let best = 0
  for (let mood = 1; mood < LABELS.length; mood++)
    if ((probabilities[mood] ?? 0) > (probabilities[best] ?? 0)) best = mood
  return {
    label: LABELS[best] ?? 'neutral',
    score: (probabilities[2] ?? 0) - (probabilities[0] ?? 0),
    confidence: probabilities[best] ?? 0,
  }
}
