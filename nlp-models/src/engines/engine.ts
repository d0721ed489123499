import type { IntentExample } from '../training-data.ts'
import type { Language, RankedIntent } from '../understanding.ts'

/** A trained intent classifier of any make, for comparisons on equal terms. */
export interface IntentEngine {
  readonly name: 'parley' | 'natural' | 'node-nlp'
  /** Intents, best first; scores are the engine's own and need not be probabilities. */
  classify(text: string, language: Language): Promise<readonly RankedIntent[]>
}

/** Trains an engine on examples; every engine gets the same ones. */
export type TrainEngine = (examples: readonly IntentExample[]) => Promise<IntentEngine>
