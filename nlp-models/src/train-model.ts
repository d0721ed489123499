import { createHash } from 'node:crypto'
import { checkTrainingData, type TrainingWarning } from './check-training-data.ts'
import { accuracy, auroc, expectedCalibrationError, macroF1 } from './evaluation/metrics.ts'
import { bestOf, calibrate, fitIntentCalibration, type OutOfFold } from './intents/calibration.ts'
import { calibrationSet, thresholdSet } from './intents/calibration-set.ts'
import { classesOf, trainIntents } from './intents/intent-training.ts'
import { scoreBackground } from './intents/score-background.ts'
import { chooseThresholds, WRONG_ANSWER_COST } from './intents/thresholds.ts'
import { createLinearModel } from './linear/linear-model.ts'
import type { Model, ModelMetrics } from './model.ts'
import { decodeModel, encodeModel } from './model-file.ts'
import { MOOD_STEPS } from './sentiment/mood-training.ts'
import { moodGroups, type TrainedMoods, trainMoods } from './sentiment/train-mood.ts'
import { createLexicon } from './text/lexicon.ts'
import { titleOf } from './title-of.ts'
import type { TrainingData } from './training-data.ts'
import type { Language } from './understanding.ts'
import { defaultWordVectors } from './vectors/default-vectors.ts'
import type { WordVectors } from './vectors/word-vectors.ts'

export interface TrainOptions {
  /** First part of the version; without it a digest of the data, as training reads no clock. */
  readonly date?: string
  readonly orderMasks?: readonly string[]
  readonly seed?: number
  /** Keeps this model's sentiment when the data has none. */
  readonly base?: Model
  readonly onProgress?: (progress: TrainProgress) => void
  /** Ends the training; its reason is what the call throws. */
  readonly signal?: AbortSignal
  /** Threads besides this one; by default as many as cores, four at most, none for little work. */
  readonly threads?: number
  /** Word vectors; by default the shipped ones, `null` for none. */
  readonly vectors?: WordVectors | null
  /** A wrong answer costs as much as so many right ones gain: what the thresholds are chosen by. Default 2. */
  readonly wrongAnswerCost?: number
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
  /** Rows of the data that a trainer should look at. */
  readonly warnings: readonly TrainingWarning[]
}

const SVM_COST = 1
const SEED = 13
/** What a training is set to unless it is told otherwise. */
export const trainingParameters = { seed: SEED, cost: SVM_COST } as const
const LANGUAGES: readonly Language[] = ['en', 'zh']

/**
 * Trains, calibrates and chooses thresholds by cross-validation; the same data gives the same bytes, on however many
 * threads. Intents without a title are also known by the words of their names.
 * @throws RangeError for fewer than two intents or a cost that is none; what the signal was aborted with
 */
export async function trainModel(data: TrainingData, options: TrainOptions = {}): Promise<TrainedModel> {
  const { seed = SEED, orderMasks = [], onProgress, threads, signal, base } = options
  const { wrongAnswerCost = WRONG_ANSWER_COST } = options
  if (!(wrongAnswerCost > 0 && Number.isFinite(wrongAnswerCost)))
    throw new RangeError('wrongAnswerCost must be a number above 0')
  const classes = classesOf(data.intents)
  if (classes.length < 2) throw new RangeError('Training needs examples of at least two intents')
  const vectors = options.vectors === null ? undefined : (options.vectors ?? defaultWordVectors())
  const sentiment = data.sentiment ?? []
  const progress = { done: 0, total: classes.length + moodGroups(sentiment).length * MOOD_STEPS }
  const step = (stage: TrainProgress['stage']) => () => {
    progress.done++
    onProgress?.({ stage, ...progress })
  }
  const shared = { seed, vectors, threads, signal }
  const titles = data.titles ?? classes.map((intent) => ({ text: titleOf(intent), intent }))
  const trained = await trainIntents(
    { examples: data.intents, titles, outOfScope: data.outOfScope },
    { ...shared, orderMasks, cost: SVM_COST, onClass: step('intents') },
  )
  const { scored } = trained
  const lexicon = createLexicon(trained.words, vectors)
  const intents = createLinearModel(trained.parts)
  const background = scoreBackground({ lexicon, intents }, { scored, orderMasks })
  const intentCalibration = fitIntentCalibration(calibrationSet(scored, background))
  const { moods, metrics: moodMetrics }: TrainedMoods =
    sentiment.length === 0
      ? { moods: base?.moods ?? {}, metrics: base?.metrics.sentiment ?? {} }
      : await trainMoods(sentiment, { ...shared, onClass: step('sentiment') })
  const bytes = encodeModel({
    dataHash: hashData(data),
    date: options.date,
    languages: LANGUAGES,
    orderMasks,
    thresholds: chooseThresholds(thresholdSet(scored, background), classes, {
      calibration: intentCalibration,
      cost: wrongAnswerCost,
    }),
    metrics: { ...intentMetrics(scored, classes, intentCalibration), sentiment: moodMetrics },
    lexicon,
    intents,
    intentCalibration,
    moods,
  })
  return { model: decodeModel(bytes), bytes, warnings: checkTrainingData(data) }
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
