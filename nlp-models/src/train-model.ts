import { createHash } from 'node:crypto'
import { accuracy, auroc, expectedCalibrationError, macroF1 } from './evaluation/metrics.ts'
import { bestOf, calibrate, fitIntentCalibration, type OutOfFold } from './intents/calibration.ts'
import {
  FOLDS,
  type IntentSettings,
  intentSteps,
  prepareIntents,
  scoreOutOfFold,
  trainIntentModel,
} from './intents/intent-training.ts'
import { chooseThresholds } from './intents/thresholds.ts'
import type { Model, ModelMetrics } from './model.ts'
import { decodeModel, encodeModel } from './model-file.ts'
import { MOOD_STEPS, type MoodMetrics, type MoodModel, trainMoodModel } from './sentiment/mood-training.ts'
import { detectLanguage } from './text/language.ts'
import type { MoodExample, TrainingData } from './training-data.ts'
import type { Language } from './understanding.ts'

export interface TrainOptions {
  /** First part of the version; without it a digest of the data, as training reads no clock. */
  readonly date?: string
  readonly orderMasks?: readonly string[]
  readonly seed?: number
  /** Keeps this model's sentiment when the data has none. */
  readonly base?: Model
  readonly onProgress?: (progress: TrainProgress) => void
}

export interface TrainProgress {
  readonly stage: 'intents' | 'sentiment'
  readonly done: number
  readonly total: number
}

export interface TrainedModel {
  readonly model: Model
  /** The model file. */
  readonly bytes: Uint8Array
}

const SVM_COST = 1
const SEED = 13
/** What a training is set to unless it is told otherwise. */
export const trainingParameters = { seed: SEED, cost: SVM_COST, folds: FOLDS } as const
const LANGUAGES: readonly Language[] = ['en', 'zh']

/** Trains, calibrates and chooses thresholds by cross-validation; the same data gives the same bytes. */
export function trainModel(data: TrainingData, options: TrainOptions = {}): TrainedModel {
  const { seed = SEED, orderMasks = [], onProgress } = options
  if (new Set(data.intents.map((example) => example.intent)).size < 2)
    throw new RangeError('Training needs examples of at least two intents')
  const groups = moodGroups(data.sentiment ?? [])
  const progress = { done: 0, total: 0 }
  const step = (stage: TrainProgress['stage']) => () => {
    progress.done++
    onProgress?.({ stage, ...progress })
  }
  const settings: IntentSettings = { orderMasks, seed, cost: SVM_COST, onStep: step('intents') }
  const prepared = prepareIntents(
    { examples: data.intents, titles: data.titles ?? [], outOfScope: data.outOfScope },
    settings,
  )
  progress.total = intentSteps(prepared) + groups.length * MOOD_STEPS
  const scored = scoreOutOfFold(prepared, settings)
  const intentCalibration = fitIntentCalibration(scored)
  const moods: Partial<Record<Language, MoodModel>> = groups.length === 0 ? { ...options.base?.moods } : {}
  const moodMetrics: Partial<Record<Language, MoodMetrics>> =
    groups.length === 0 ? { ...options.base?.metrics.sentiment } : {}
  for (const [language, examples] of groups) {
    const trained = trainMoodModel(examples, { seed, onStep: step('sentiment') })
    moods[language] = trained.model
    moodMetrics[language] = trained.metrics
  }
  const bytes = encodeModel({
    dataHash: hashData(data),
    date: options.date,
    languages: LANGUAGES,
    orderMasks,
    thresholds: chooseThresholds(scored, prepared.classes, intentCalibration),
    metrics: { ...intentMetrics(scored, prepared.classes, intentCalibration), sentiment: moodMetrics },
    intents: trainIntentModel(prepared, settings),
    intentCalibration,
    moods,
  })
  return { model: decodeModel(bytes), bytes }
}

function moodGroups(examples: readonly MoodExample[]): readonly [Language, readonly MoodExample[]][] {
  const groups: [Language, MoodExample[]][] = LANGUAGES.map((language) => [language, []])
  for (const example of examples)
    groups.find(([language]) => language === detectLanguage(example.text))?.[1].push(example)
  return groups.filter(([, group]) => group.length > 0)
}

function intentMetrics(
  scored: readonly OutOfFold[],
  classes: readonly string[],
  calibration: ReturnType<typeof fitIntentCalibration>,
): Omit<ModelMetrics, 'sentiment'> {
  const inside = scored.filter((one) => one.target >= 0)
  const predictions = inside.map((one) => ({
    expected: classes[one.target] ?? '',
    predicted: classes[bestOf(one.margins)] ?? '',
    language: one.language,
  }))
  const judged = scored.map((one) => ({ one, ...calibrate(one, classes, calibration) }))
  const scope = auroc(judged.map(({ one, inScope }) => ({ score: inScope, positive: one.target >= 0 })))
  return {
    intentExamples: inside.length,
    outOfScopeExamples: scored.length - inside.length,
    accuracy: accuracy(predictions),
    accuracyByLanguage: {
      en: accuracy(predictions.filter((one) => one.language === 'en')),
      zh: accuracy(predictions.filter((one) => one.language === 'zh')),
    },
    macroF1: macroF1(predictions),
    ...(Number.isNaN(scope) ? {} : { scopeAuroc: scope }),
    calibrationError: expectedCalibrationError(
      judged
        .filter(({ one }) => one.target >= 0)
        .map(({ one, intents }) => ({
          confidence: intents[0]?.confidence ?? 0,
          correct: one.target === bestOf(one.margins),
        })),
    ),
  }
}

function hashData(data: TrainingData): string {
  const hash = createHash('sha256')
  for (const { intent, text, weight = 1 } of data.intents)
    hash.update(weight === 1 ? `i\0${intent}\0${text}\0` : `i\0${intent}\0${weight}\0${text}\0`)
  for (const { intent, text } of data.titles ?? []) hash.update(`t\0${intent}\0${text}\0`)
  for (const text of data.outOfScope) hash.update(`o\0${text}\0`)
  for (const { label, text, weight } of data.sentiment ?? [])
    hash.update(`s\0${label}\0${weight ?? 1}\0${text}\0`)
  return hash.digest('hex')
}
