import { expectedCalibrationError } from '../evaluation/metrics.ts'
import { stratifiedFolds } from '../evaluation/split.ts'
import { FeatureBuffer, type HashedText } from '../linear/feature-buffer.ts'
import { type LinearModel, marginsOf, trainLinearModel } from '../linear/linear-model.ts'
import { buildMatrix } from '../linear/vectoriser.ts'
import { buildVocabulary } from '../linear/vocabulary.ts'
import type { MoodExample } from '../training-data.ts'
import { hashMoodText } from './features.ts'
import {
  fitMoodCalibration,
  MOODS,
  type MoodCalibration,
  type MoodScore,
  moodProbabilities,
  sentimentOf,
} from './mood-calibration.ts'

const FOLDS = 3
const MOOD_COST = 0.1
// A small set keeps rare words; a large one drops what was seen once or twice.
const LARGE_SET = 5000
const FEWEST_OWN = 100

export interface MoodModel {
  readonly linear: LinearModel
  readonly calibration: MoodCalibration
}

export interface MoodMetrics {
  readonly examples: number
  readonly accuracy: number
  readonly calibrationError: number
}

export interface MoodSettings {
  readonly seed: number
  readonly onStep: () => void
}

/** Trains the three-class mood model of one language and calibrates it on out-of-fold scores. */
export function trainMoodModel(
  examples: readonly MoodExample[],
  settings: MoodSettings,
): { model: MoodModel; metrics: MoodMetrics } {
  const buffer = new FeatureBuffer()
  const texts = examples.map(({ text }) => {
    hashMoodText(buffer, text)
    return buffer.snapshot()
  })
  const targets = Int32Array.from(examples, ({ label }) => MOODS.indexOf(label))
  const importance = Float32Array.from(examples, ({ weight }) => weight ?? 1)
  const set = { texts, targets, importance }
  const scores = scoreOutOfFold(set, settings)
  const judged = ownKind(scores)
  const calibration = fitMoodCalibration(judged)
  return { model: { linear: trainOn(set, settings), calibration }, metrics: measure(judged, calibration) }
}

/**
 * Examples that count more than others are of the company's own kind of text; where there are enough of them,
 * they alone say how often each mood occurs and how sure a margin is.
 */
function ownKind(scores: readonly MoodScore[]): readonly MoodScore[] {
  const own = scores.filter(({ weight }) => weight > 1)
  return own.length >= FEWEST_OWN ? own : scores
}

/** How many classes `onStep` will announce. */
export const MOOD_STEPS = MOODS.length * (FOLDS + 1)

interface MoodSet {
  readonly texts: readonly HashedText[]
  readonly targets: Int32Array
  readonly importance: Float32Array
}

function trainOn(
  set: MoodSet,
  settings: MoodSettings,
  chosen: (index: number) => boolean = () => true,
): LinearModel {
  const texts = set.texts.filter((_, index) => chosen(index))
  const large = texts.length > LARGE_SET
  const vocabulary = buildVocabulary(texts, {
    minTexts: large ? { words: 3, grams: 5 } : { words: 1, grams: 2 },
  })
  return trainLinearModel({
    matrix: buildMatrix(texts, vocabulary),
    vocabulary,
    classes: MOODS,
    targets: set.targets.filter((_, index) => chosen(index)),
    importance: set.importance.filter((_, index) => chosen(index)),
    svm: { seed: settings.seed, cost: MOOD_COST },
    onClass: settings.onStep,
  })
}

function scoreOutOfFold(set: MoodSet, settings: MoodSettings): readonly MoodScore[] {
  const strata = set.texts.map((_, index) => `${set.targets[index]} ${set.importance[index]}`)
  const folds = stratifiedFolds(strata, FOLDS, settings.seed)
  const scores: MoodScore[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trainOn(set, settings, (index) => folds[index] !== fold)
    set.texts.forEach((text, index) => {
      if (folds[index] !== fold) return
      scores.push({
        margins: marginsOf(model, text),
        target: set.targets[index] ?? 1,
        weight: set.importance[index] ?? 1,
      })
    })
  }
  return scores
}

/** Weighted like the training, so that the company's own kind of text counts most. */
function measure(scores: readonly MoodScore[], calibration: MoodCalibration): MoodMetrics {
  const judged = scores.map(({ margins, target, weight }) => {
    const verdict = sentimentOf(moodProbabilities(margins, calibration))
    return { confidence: verdict.confidence, correct: MOODS[target] === verdict.label, weight }
  })
  const total = judged.reduce((sum, one) => sum + one.weight, 0) || 1
  const right = judged.reduce((sum, one) => sum + (one.correct ? one.weight : 0), 0)
  return {
    examples: scores.length,
    accuracy: right / total,
    calibrationError: expectedCalibrationError(judged),
  }
}
