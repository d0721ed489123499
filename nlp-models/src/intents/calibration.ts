import { fitLogistic, logisticProbability } from '../linear/logistic.ts'
import type { Language, RankedIntent } from '../understanding.ts'
import type { Weighted } from './calibration-set.ts'

/** Out-of-scope share that the calibration assumes in real traffic, whatever share the data has. */
export const ASSUMED_OUT_OF_SCOPE = 0.2
// Margins lie within about ±1; times this, their softmax separates a clear winner from a tie.
const SOFTMAX_GAIN = 4
const RANKED = 5

/** What is known of one text besides its ranking. */
export interface Scored {
  readonly margins: Float32Array
  readonly knownShare: number
  /** How near it lies to the centre of its best class, -1 to 1. */
  readonly likeness: number
  readonly language: Language
}

/** A text scored by a model that never saw it; `target` is -1 for out of scope. */
export interface OutOfFold extends Scored {
  readonly target: number
}

/** Logistic fusions of the evidence (coefficients, intercept last). */
export interface IntentCalibration {
  readonly inScope: readonly number[]
  readonly correct: readonly number[]
}

/** Evidence of a text: best margin, gap to the second, softmax of the best, share of known words, likeness to the best, language. */
export function evidenceOf({ margins, knownShare, likeness, language }: Scored): number[] {
  let best = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  for (const margin of margins) {
    if (margin > best) {
      second = best
      best = margin
    } else if (margin > second) second = margin
  }
  if (second === Number.NEGATIVE_INFINITY) second = -1
  let sum = 0
  for (const margin of margins) sum += Math.exp(SOFTMAX_GAIN * (margin - best))
  return [best, best - second, 1 / sum, knownShare, likeness, language === 'zh' ? 1 : 0]
}

/** Fits both fusions on out-of-fold scores. */
export function fitIntentCalibration(set: readonly Weighted[]): IntentCalibration {
  const samples = set.map((one) => ({
    features: evidenceOf(one),
    inScope: one.target >= 0,
    correct: one.target >= 0 && one.target === bestOf(one.margins),
    weight: one.weight,
  }))
  return {
    inScope: fitLogistic(samples.map((sample) => ({ ...sample, label: sample.inScope }))),
    correct: fitLogistic(samples.map((sample) => ({ ...sample, label: sample.correct }))),
  }
}

export function bestOf(margins: Float32Array): number {
  let best = 0
  for (let index = 1; index < margins.length; index++)
    if ((margins[index] ?? 0) > (margins[best] ?? 0)) best = index
  return best
}

export interface CalibratedIntents {
  readonly intents: readonly RankedIntent[]
  readonly inScope: number
}

/**
 * Turns margins into probabilities: the best gets the fused chance of being right, the others share what is
 * left of the in-scope probability by their softmax, none above the best.
 */
export function calibrate(
  scored: Scored,
  classes: readonly string[],
  calibration: IntentCalibration,
  ranked = RANKED,
): CalibratedIntents {
  const evidence = evidenceOf(scored)
  const correct = logisticProbability(calibration.correct, evidence)
  const inScope = Math.max(correct, logisticProbability(calibration.inScope, evidence))
  const order = topClasses(scored.margins, ranked)
  const best = scored.margins[order[0] ?? 0] ?? 0
  let others = 0
  for (const margin of scored.margins) others += Math.exp(SOFTMAX_GAIN * (margin - best))
  others -= 1
  const left = inScope - correct
  const intents = order.map((column, rank) => ({
    intent: classes[column] ?? '',
    confidence:
      rank === 0
        ? correct
        : Math.min(
            correct,
            (left * Math.exp(SOFTMAX_GAIN * ((scored.margins[column] ?? 0) - best))) / (others || 1),
          ),
  }))
  return { intents, inScope }
}

/** Classes with the highest margins, best first; a tie goes to the earlier class. */
export function topClasses(margins: Float32Array, size: number): number[] {
  const top: number[] = []
  for (let column = 0; column < margins.length; column++) {
    const margin = margins[column] ?? 0
    let at = top.length
    while (at > 0 && (margins[top[at - 1] ?? 0] ?? 0) < margin) at--
    if (at >= size) continue
    top.splice(at, 0, column)
    if (top.length > size) top.pop()
  }
  return top
}
