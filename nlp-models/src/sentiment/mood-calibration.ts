import type { Sentiment } from '../understanding.ts'

const LABELS = ['negative', 'neutral', 'positive'] as const
/** Classes of every sentiment model, in this order. */
export const MOODS: readonly string[] = LABELS

const PASSES = 400
const RATE = 0.5

/** Vector scaling: probabilities are the softmax of `gain × margin + offset` (Guo et al. 2017). */
export interface MoodCalibration {
  readonly gain: number
  readonly offsets: readonly number[]
}

export interface MoodScore {
  readonly margins: Float64Array
  readonly target: number
  readonly weight: number
}

/** Fits gain and offsets to out-of-fold margins by gradient descent on the log loss. */
export function fitMoodCalibration(scores: readonly MoodScore[]): MoodCalibration {
  let gain = 2
  const offsets = MOODS.map(() => 0)
  const total = scores.reduce((sum, score) => sum + score.weight, 0) || 1
  for (let pass = 0; pass < PASSES; pass++) {
    let gainSlope = 0
    const slopes = MOODS.map(() => 0)
    for (const { margins, target, weight } of scores) {
      const probabilities = moodProbabilities(margins, { gain, offsets })
      for (let mood = 0; mood < slopes.length; mood++) {
        const error = ((probabilities[mood] ?? 0) - (mood === target ? 1 : 0)) * (weight / total)
        gainSlope += error * (margins[mood] ?? 0)
        slopes[mood] = (slopes[mood] ?? 0) + error
      }
    }
    gain -= RATE * 4 * gainSlope
    for (let mood = 0; mood < slopes.length; mood++)
      offsets[mood] = (offsets[mood] ?? 0) - RATE * (slopes[mood] ?? 0)
  }
  return { gain, offsets }
}

export function moodProbabilities(margins: Float64Array, { gain, offsets }: MoodCalibration): number[] {
  const scaled = offsets.map((offset, mood) => gain * (margins[mood] ?? 0) + offset)
  const highest = Math.max(...scaled)
  const powers = scaled.map((value) => Math.exp(value - highest))
  const sum = powers.reduce((total, value) => total + value, 0)
  return powers.map((value) => value / sum)
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
