import { type Judged, riskCoverage } from '../evaluation/metrics.ts'
import { bestOf, calibrate, type IntentCalibration } from './calibration.ts'
import type { Weighted } from './calibration-set.ts'

/** When to answer, when to offer choices, when to say that the matter is unknown. */
export interface Thresholds {
  /** Answer from this confidence of the best intent on. */
  readonly answer: number
  /** From this confidence on, offer the best two or three to choose from. */
  readonly offer: number
  /** Below this in-scope probability the text counts as out of scope. */
  readonly outOfScope: number
}

/** What a wrong answer is taken to cost where nobody says, in right ones. */
export const WRONG_ANSWER_COST = 2
const ANSWER_BOUNDS = { least: 0.4, most: 0.9 }
/** Choices are offered down to this part of the answer threshold. */
const OFFER_PART = 1 / 3

/**
 * Chooses the thresholds on scores that nothing was learned from, weighted as real traffic, where a wrong answer costs as
 * much as `cost` right ones gain (Chow 1970: answer while the gain is positive).
 */
export function chooseThresholds(
  set: readonly Weighted[],
  classes: readonly string[],
  { calibration, cost }: { readonly calibration: IntentCalibration; readonly cost: number },
): Thresholds {
  const rows = set.map((one) => {
    const { intents, inScope } = calibrate(one, classes, calibration)
    return {
      confidence: intents[0]?.confidence ?? 0,
      correct: one.target >= 0 && one.target === bestOf(one.margins),
      inside: one.target >= 0,
      weight: one.weight,
      inScope,
    }
  })
  const answer = clamp(answerThreshold(rows, cost), ANSWER_BOUNDS.least, ANSWER_BOUNDS.most)
  return {
    answer: round(answer),
    offer: round(answer * OFFER_PART),
    outOfScope: round(scopeThreshold(rows)),
  }
}

/** The confidence from which on answering gains most. */
function answerThreshold(judged: readonly Judged[], cost: number): number {
  let best = { gain: 0, threshold: ANSWER_BOUNDS.most }
  for (const { confidence, coverage, risk } of riskCoverage(judged)) {
    const gain = coverage * (1 - risk - cost * risk)
    if (gain > best.gain) best = { gain, threshold: confidence }
  }
  return best.threshold
}

/** The balanced point: most in-scope texts kept and out-of-scope texts refused (Youden 1950). */
function scopeThreshold(rows: readonly { inside: boolean; inScope: number; weight: number }[]): number {
  const sorted = [...rows].sort((a, b) => a.inScope - b.inScope)
  const total = (inside: boolean) =>
    rows.reduce((sum, row) => sum + (row.inside === inside ? row.weight : 0), 0)
  const [inside, outside] = [total(true), total(false)]
  if (inside === 0 || outside === 0) return 0
  let lost = 0
  let refused = 0
  let best = { value: 0, threshold: 0 }
  for (const row of sorted) {
    const value = refused / outside - lost / inside
    if (value > best.value) best = { value, threshold: row.inScope }
    if (row.inside) lost += row.weight
    else refused += row.weight
  }
  return best.threshold
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
