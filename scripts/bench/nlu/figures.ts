import { accuracy, auroc, type EngineAnswer, expectedCalibrationError, macroF1 } from '@parley/nlp-models'
import type { LabelledText } from './sets.ts'

export interface Answered {
  /** Absent for a text that belongs to no intent. */
  readonly intent?: string
  readonly answer: EngineAnswer
}

/** Shares are fractions of 1; what cannot be measured on a set is absent. */
export interface QualityFigures {
  readonly accuracy: number
  readonly macroF1: number
  readonly ece: number
  readonly auroc?: number
  /** At the balanced threshold: right and kept of what is in scope, refused of what is not. */
  readonly inScope?: number
  readonly oosRecall?: number
  /** At the threshold that costs one point of in-scope accuracy at most. */
  readonly carefulInScope?: number
  readonly carefulOosRecall?: number
}

const CAREFUL_LOSS = 0.01

/** Judges the answers on the test; thresholds of scope come from the answers on the validation part alone. */
export function qualityOf(test: readonly Answered[], valid: readonly Answered[]): QualityFigures {
  const inside = test.filter(({ intent }) => intent !== undefined)
  const predictions = inside.map(({ intent = '', answer }) => ({
    expected: intent,
    predicted: bestOf(answer),
  }))
  const judged = inside.map((one) => ({
    confidence: Math.min(1, Math.max(0, one.answer.intents[0]?.confidence ?? 0)),
    correct: isRight(one),
  }))
  return {
    accuracy: accuracy(predictions),
    macroF1: macroF1(predictions),
    ece: expectedCalibrationError(judged),
    ...scopeOf(test, valid),
  }
}

function scopeOf(test: readonly Answered[], valid: readonly Answered[]): Partial<QualityFigures> {
  const isOutside = ({ intent }: Answered) => intent === undefined
  if (!test.some(isOutside)) return {}
  const area = auroc(
    test.map(({ intent, answer }) => ({ score: answer.inScope, positive: intent !== undefined })),
  )
  if (!valid.some(isOutside) || valid.every(isOutside)) return { auroc: area }
  const points = [...new Set(valid.map(({ answer }) => answer.inScope))]
    .toSorted((a, b) => a - b)
    .map((threshold) => ({ threshold, ...pointAt(valid, threshold) }))
  const full = pointAt(valid, Number.NEGATIVE_INFINITY).inScope
  const balanced = points.reduce((best, one) =>
    one.inScope + one.oosRecall > best.inScope + best.oosRecall ? one : best,
  )
  const careful = points.filter(({ inScope }) => inScope >= full - CAREFUL_LOSS).at(-1) ?? balanced
  const [at, carefully] = [pointAt(test, balanced.threshold), pointAt(test, careful.threshold)]
  return {
    auroc: area,
    ...at,
    carefulInScope: carefully.inScope,
    carefulOosRecall: carefully.oosRecall,
  }
}

/** What is refused of each side when texts below the threshold count as out of scope. */
function pointAt(answered: readonly Answered[], threshold: number): { inScope: number; oosRecall: number } {
  let [inside, kept, outside, refused] = [0, 0, 0, 0]
  for (const one of answered) {
    const accepted = one.answer.inScope >= threshold
    if (one.intent === undefined) {
      outside++
      if (!accepted) refused++
    } else {
      inside++
      if (accepted && isRight(one)) kept++
    }
  }
  return { inScope: kept / (inside || 1), oosRecall: refused / (outside || 1) }
}

function isRight({ intent, answer }: Answered): boolean {
  return intent !== undefined && bestOf(answer) === intent
}

function bestOf({ intents }: EngineAnswer): string {
  return intents[0]?.intent ?? ''
}

/** Micro-averaged accuracy over several sets. */
export function pooledAccuracy(sets: readonly { rows: readonly LabelledText[]; accuracy: number }[]): number {
  const total = sets.reduce((sum, { rows }) => sum + rows.length, 0)
  return sets.reduce((sum, { rows, accuracy: share }) => sum + share * rows.length, 0) / (total || 1)
}
