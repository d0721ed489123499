import { fitLogistic, logisticProbability } from '../linear/logistic.ts'
import type { Language, RankedIntent } from '../understanding.ts'
import type { Weighted } from './calibration-set.ts'

/** Out-of-scope share that the calibration assumes in real traffic, whatever share the data has. */
export const ASSUMED_OUT_OF_SCOPE = 0.2
// Margins lie within about ±1; times this, their softmax separates a clear winner from a tie.
const SOFTMAX_GAIN = 4
const RANKED = 5
/** Where the softmax of the best stands in the evidence. */
const SOFTMAX = 2
/** How many numbers the evidence of a text is. */
export const EVIDENCE = 8
const FEW_WORDS = 2
const MANY_WORDS = 20

/** What is known of one text besides its ranking. */
export interface Scored {
  readonly margins: Float32Array
  /** How many words and Chinese characters it has. */
  readonly words: number
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

/**
 * Evidence of a text: best margin, gap to the second, softmax of the best, share of known words, likeness to the best,
 * whether it is next to nothing, length, language.
 */
export function evidenceOf({ margins, words, knownShare, likeness, language }: Scored): number[] {
  let best = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  for (let column = 0; column < margins.length; column++) {
    const margin = margins[column] as number
    if (margin > best) {
      second = best
      best = margin
    } else if (margin > second) second = margin
  }
  if (second === Number.NEGATIVE_INFINITY) second = -1
  let sum = 0
  for (let column = 0; column < margins.length; column++)
    sum += Math.exp(SOFTMAX_GAIN * ((margins[column] as number) - best))
  return [
    best,
    best - second,
    1 / sum,
    knownShare,
    likeness,
    words <= FEW_WORDS ? 1 : 0,
    Math.min(words, MANY_WORDS) / MANY_WORDS,
    language === 'zh' ? 1 : 0,
  ]
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
  const others = 1 / (evidence[SOFTMAX] as number) - 1
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
    const margin = margins[column] as number
    if (top.length === size && !(margin > (margins[top[size - 1] as number] as number))) continue
    if (top.length === size) top.pop()
    let at = top.push(column) - 1
    for (; at > 0 && (margins[top[at - 1] as number] as number) < margin; at--)
      top[at] = top[at - 1] as number
    top[at] = column
  }
  return top
}
