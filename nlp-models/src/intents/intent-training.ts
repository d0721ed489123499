import { scanEntities } from '../entities/scan-entities.ts'
import { stratifiedFolds } from '../evaluation/split.ts'
import { FeatureBuffer, type HashedText } from '../linear/feature-buffer.ts'
import { type LinearModel, marginsOf, trainLinearModel } from '../linear/linear-model.ts'
import { buildMatrix } from '../linear/vectoriser.ts'
import { buildVocabulary } from '../linear/vocabulary.ts'
import { detectLanguage } from '../text/language.ts'
import { maskEntities, tokenise } from '../text/tokens.ts'
import type { IntentExample } from '../training-data.ts'
import type { Language } from '../understanding.ts'
import type { OutOfFold } from './calibration.ts'
import { writeIntentFeatures } from './features.ts'

// Own phrases differ much from each other, so every one held back is missed: many small folds mislead least.
/** Of the cross-validation. */
export const FOLDS = 10
export const INTENT_MIN_TEXTS = { words: 1, grams: 2 }

export interface IntentSettings {
  readonly orderMasks: readonly string[]
  readonly seed: number
  readonly cost: number
  readonly onStep: () => void
}

/** Texts ready for training: features, class (-1: out of scope, and titles are marked as never scored). */
interface Prepared {
  readonly classes: readonly string[]
  readonly texts: readonly HashedText[]
  readonly targets: Int32Array
  readonly weights: Float32Array
  readonly languages: readonly Language[]
  readonly scorable: readonly boolean[]
}

export interface IntentData {
  readonly examples: readonly IntentExample[]
  readonly titles: readonly IntentExample[]
  readonly outOfScope: readonly string[]
}

/** Features of one text as the intent model reads it. */
export function hashIntentText(buffer: FeatureBuffer, text: string, orderMasks: readonly string[]): void {
  writeIntentFeatures(buffer, maskEntities(tokenise(text), scanEntities(text, { orderMasks })))
}

export function prepareIntents(data: IntentData, settings: IntentSettings): Prepared {
  const classes = [...new Set(data.examples.map((example) => example.intent))].sort()
  const position = new Map(classes.map((name, index) => [name, index]))
  const rows = [
    ...data.examples.map(({ text, intent, weight = 1 }) => ({
      text,
      target: position.get(intent) ?? -1,
      scored: true,
      weight,
    })),
    ...data.outOfScope.map((text) => ({ text, target: -1, scored: true, weight: 1 })),
    ...data.titles.flatMap(({ text, intent }) => {
      const target = position.get(intent)
      return target === undefined ? [] : [{ text, target, scored: false, weight: 1 }]
    }),
  ]
  const buffer = new FeatureBuffer()
  return {
    classes,
    texts: rows.map(({ text }) => {
      hashIntentText(buffer, text, settings.orderMasks)
      return buffer.snapshot()
    }),
    targets: Int32Array.from(rows, (row) => row.target),
    weights: Float32Array.from(rows, (row) => row.weight),
    languages: rows.map(({ text }) => detectLanguage(text)),
    scorable: rows.map((row) => row.scored),
  }
}

/** Trains the classifier on the given texts, all of them by default. */
export function trainIntentModel(
  prepared: Prepared,
  settings: IntentSettings,
  chosen: (index: number) => boolean = () => true,
): LinearModel {
  const texts = prepared.texts.filter((_, index) => chosen(index))
  const vocabulary = buildVocabulary(texts, { minTexts: INTENT_MIN_TEXTS })
  return trainLinearModel({
    matrix: buildMatrix(texts, vocabulary),
    vocabulary,
    classes: prepared.classes,
    targets: prepared.targets.filter((_, index) => chosen(index)),
    importance: prepared.weights.filter((_, index) => chosen(index)),
    svm: { seed: settings.seed, cost: settings.cost },
    onClass: settings.onStep,
  })
}

/** Scores every example by a model that was trained without it; the vocabulary is learned anew as well. */
export function scoreOutOfFold(prepared: Prepared, settings: IntentSettings): readonly OutOfFold[] {
  const strata = prepared.texts.map(
    (_, index) => `${prepared.targets[index]} ${prepared.languages[index]} ${prepared.scorable[index]}`,
  )
  const folds = stratifiedFolds(strata, FOLDS, settings.seed)
  const scored: OutOfFold[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = trainIntentModel(
      prepared,
      settings,
      (index) => folds[index] !== fold || prepared.scorable[index] === false,
    )
    prepared.texts.forEach((text, index) => {
      if (folds[index] !== fold || prepared.scorable[index] === false) return
      const margins = marginsOf(model, text)
      scored.push({
        margins,
        knownShare: model.vectoriser.knownShare,
        language: prepared.languages[index] ?? 'en',
        target: prepared.targets[index] ?? -1,
      })
    })
  }
  return scored
}

/** How many classes `onStep` will announce in all. */
export function intentSteps(prepared: Prepared): number {
  return prepared.classes.length * (FOLDS + 1)
}
