import type { MoodLabel } from './understanding.ts'

export interface IntentExample {
  readonly text: string
  readonly intent: string
  /** How much the example counts: a company's own words may count more than those of the start. Default 1. */
  readonly weight?: number
}

export interface MoodExample {
  readonly text: string
  readonly label: MoodLabel
  /** How much the example counts; examples of the company's own kind of text may count more. Default 1. */
  readonly weight?: number
}

/** Everything that a model is trained on. */
export interface TrainingData {
  readonly intents: readonly IntentExample[]
  /** Names and descriptions of the intents: train as examples, but are never scored. */
  readonly titles?: readonly IntentExample[]
  readonly outOfScope: readonly string[]
  /** Absent: the sentiment of `TrainOptions.base` is kept. */
  readonly sentiment?: readonly MoodExample[]
}
