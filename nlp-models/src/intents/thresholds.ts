import { riskCoverage } from '../evaluation/metrics.ts'
import {
  ASSUMED_OUT_OF_SCOPE,
  bestOf,
  calibrate,
  type IntentCalibration,
  type OutOfFold,
} from './calibration.ts'

/** When to answer, when to offer choices, when to say that the matter is unknown. */
export interface Thresholds {
  /** Answer from this confidence of the best intent on. */
  readonly answer: number
  /** From this confidence on, offer the best two or three to choose from. */
  readonly offer: number
  /** Below this in-scope probability the text counts as out of scope. */
  readonly outOfScope: number
}

/** Share of wrong answers that the answer threshold allows, out-of-scope texts included. */
const ANSWER_RISK = 0.05
/** In-scope texts that the scope threshold may lose. */
const MAX_LOST_IN_SCOPE = 0.05
const OFFER_FLOOR = 0.15
const ANSWER_BOUNDS = { least: 0.4, most: 0.9 }

/** Chooses the thresholds on out-of-fold scores only. */
export function chooseThresholds(
  scored: readonly OutOfFold[],
  classes: readonly string[],
  calibration: IntentCalibration,
): Thresholds {
  const rows = scored.map((one) => {
    const { intents, inScope } = calibrate(one, classes, calibration)
    return {
      confidence: intents[0]?.confidence ?? 0,
      correct: one.target >= 0 && one.target === bestOf(one.margins),
      inside: one.target >= 0,
      inScope,
    }
  })
  const outside = rows.filter((row) => !row.inside).length
  const weightOutside =
    outside === 0
      ? 0
      : ((rows.length - outside) * ASSUMED_OUT_OF_SCOPE) / (1 - ASSUMED_OUT_OF_SCOPE) / outside
  const curve = riskCoverage(
    rows.map((row) => ({
      confidence: row.confidence,
      correct: row.correct,
      weight: row.inside ? 1 : weightOutside,
    })),
  )
  const safe = curve.filter((point) => point.risk <= ANSWER_RISK).at(-1)
  const answer = clamp(safe?.confidence ?? ANSWER_BOUNDS.most, ANSWER_BOUNDS.least, ANSWER_BOUNDS.most)
  return {
    answer: round(answer),
    offer: round(Math.max(OFFER_FLOOR, answer / 3)),
    outOfScope: round(scopeThreshold(rows)),
  }
}

/** The best balance of kept in-scope and refused out-of-scope texts that loses few in-scope ones. */
function scopeThreshold(rows: readonly { inside: boolean; inScope: number }[]): number {
  const sorted = [...rows].sort((a, b) => a.inScope - b.inScope)
  const inside = rows.filter((row) => row.inside).length
  const outside = rows.length - inside
  if (inside === 0 || outside === 0) return 0
  let lost = 0
  let refused = 0
  let best = { value: 0, threshold: 0 }
  for (const row of sorted) {
    const value = refused / outside - lost / inside
    if (lost / inside <= MAX_LOST_IN_SCOPE && value > best.value) best = { value, threshold: row.inScope }
    if (row.inside) lost++
    else refused++
  }
  return best.threshold
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
