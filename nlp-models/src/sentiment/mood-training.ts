import { expectedCalibrationError, macroF1 } from '../evaluation/metrics.ts'
import { stratifiedFolds } from '../evaluation/split.ts'
import { FeatureBuffer } from '../linear/feature-buffer.ts'
import { createLinearModel, type LinearModel } from '../linear/linear-model.ts'
import { trainLinear } from '../linear/train-linear.ts'
import { tokenise } from '../text/tokens.ts'
import type { MoodExample } from '../training-data.ts'
import type { Language } from '../understanding.ts'
import type { WordVectors } from '../vectors/word-vectors.ts'
import { writeMoodFeatures } from './features.ts'
import {
  fitMoodCalibration,
  MOODS,
  type MoodCalibration,
  type MoodScore,
  moodProbabilities,
  sentimentOf,
} from './mood-calibration.ts'

const FOLDS = 3
/** Chosen on validation parts, and by how well a model reads texts of another kind than it was trained on. */
const MOOD_COST: Readonly<Record<Language, number>> = { en: 0.05, zh: 0.1 }
const VECTOR_WEIGHT = 1
const FEWEST_OWN = 100

export interface MoodModel {
  readonly linear: LinearModel
  readonly calibration: MoodCalibration
}

/** What cross-validation says of one language's model; where there are enough, of the company's own kind of text alone. */
export interface MoodMetrics {
  readonly examples: number
  /** Weighted like the training, so that the company's own kind of text counts most. */
  readonly accuracy: number
  /** Each text counted once. */
  readonly macroF1: number
  readonly calibrationError: number
}

export interface MoodSettings {
  readonly language: Language
  readonly seed: number
  readonly vectors: WordVectors | undefined
  readonly threads?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onClass: () => void
}

/** Trains the three-class mood model of one language and calibrates it on out-of-fold scores. */
export async function trainMoodModel(
  examples: readonly MoodExample[],
  { language, onClass, ...settings }: MoodSettings,
): Promise<{ model: MoodModel; metrics: MoodMetrics }> {
  const buffer = new FeatureBuffer()
  const folds = stratifiedFolds(
    examples.map(({ label, weight = 1 }) => `${label} ${weight}`),
    FOLDS,
    settings.seed,
  )
  const rows = examples.map(({ text, label, weight = 1 }, row) => {
    const tokens = tokenise(text)
    writeMoodFeatures(buffer, text, tokens)
    const fold = folds[row] ?? -1
    return { features: buffer.snapshot(), tokens, target: MOODS.indexOf(label), weight, fold }
  })
  const { parts, heldMargins } = await trainLinear({
    classes: MOODS,
    examples: rows,
    folds: FOLDS,
    cost: MOOD_COST[language],
    vectorWeight: VECTOR_WEIGHT,
    onClass,
    ...settings,
  })
  const scores = rows.map(({ target, weight }, row) => ({ margins: heldMargins(row), target, weight }))
  const judged = ownKind(scores)
  const calibration = calibrateMoods(scores)
  return { model: { linear: createLinearModel(parts), calibration }, metrics: measure(judged, calibration) }
}

/** Examples that count more than others are of the company's own kind of text; where there are enough, they alone are measured. */
function ownKind(scores: readonly MoodScore[]): readonly MoodScore[] {
  const own = scores.filter(isOwn)
  return own.length >= FEWEST_OWN ? own : scores
}

/**
 * How sure a margin is comes from own texts and all others, either as half of the weight, as customers also write what nobody has
 * written down here, and a mood that is too sure brings them to a person without need. How often a mood occurs is what own
 * texts alone say, as other sites have other customers (label shift, Saerens et al. 2002).
 */
function calibrateMoods(scores: readonly MoodScore[]): MoodCalibration {
  const own = scores.filter(isOwn)
  const other = scores.filter((score) => !isOwn(score))
  if (own.length < FEWEST_OWN || other.length === 0) return fitMoodCalibration(scores)
  const factor = weightOf(own) / weightOf(other)
  const both = [...own, ...other.map((score) => ({ ...score, weight: score.weight * factor }))]
  return fitMoodCalibration(own, fitMoodCalibration(both).gain)
}

function isOwn({ weight }: MoodScore): boolean {
  return weight > 1
}

function weightOf(scores: readonly MoodScore[]): number {
  return scores.reduce((sum, { weight }) => sum + weight, 0)
}

/** How often `onClass` is called. */
export const MOOD_STEPS = MOODS.length

function measure(scores: readonly MoodScore[], calibration: MoodCalibration): MoodMetrics {
  const judged = scores.map(({ margins, target, weight }) => {
    const { label, confidence } = sentimentOf(moodProbabilities(margins, calibration))
    const expected = MOODS[target] ?? ''
    return { expected, predicted: label, confidence, correct: expected === label, weight }
  })
  const total = judged.reduce((sum, one) => sum + one.weight, 0) || 1
  const right = judged.reduce((sum, one) => sum + (one.correct ? one.weight : 0), 0)
  return {
    examples: scores.length,
    accuracy: right / total,
    macroF1: macroF1(judged),
    calibrationError: expectedCalibrationError(judged),
  }
}
