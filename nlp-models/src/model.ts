import type { IntentCalibration } from './intents/calibration.ts'
import type { PhraseMemory } from './intents/memory.ts'
import type { Thresholds } from './intents/thresholds.ts'
import type { LinearModel } from './linear/linear-model.ts'
import type { MoodMetrics, MoodModel } from './sentiment/mood-training.ts'
import type { Lexicon } from './text/lexicon.ts'
import type { Language } from './understanding.ts'

/** What cross-validation says of a model; every figure is out of fold. */
export interface ModelMetrics {
  readonly intentExamples: number
  readonly outOfScopeExamples: number
  readonly accuracy: number
  readonly accuracyByLanguage: Readonly<Record<Language, number>>
  readonly macroF1: number
  /** Area under the curve of in-scope against out-of-scope; absent without out-of-scope texts. */
  readonly scopeAuroc?: number
  readonly calibrationError: number
  readonly sentiment: Readonly<Partial<Record<Language, MoodMetrics>>>
}

/** A trained model in memory: immutable, safe to share between turns of one thread of execution. */
export interface Model {
  readonly version: string
  readonly dataHash: string
  readonly date: string | undefined
  readonly languages: readonly Language[]
  readonly orderMasks: readonly string[]
  readonly thresholds: Thresholds
  readonly metrics: ModelMetrics
  readonly lexicon: Lexicon
  readonly intents: LinearModel
  readonly intentCalibration: IntentCalibration
  readonly moods: Readonly<Partial<Record<Language, MoodModel>>>
  /** What people said of exact phrases since it was trained. */
  readonly memory?: PhraseMemory
}

/** Names of the intents that the model knows, in alphabetical order. */
export function intentsOf(model: Model): readonly string[] {
  return model.intents.classes
}
