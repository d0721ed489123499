import type { IntentExample } from '../training-data.ts'
import type { Language, RankedIntent } from '../understanding.ts'

export type EngineName = 'parley' | 'node-nlp' | 'natural-bayes' | 'natural-logistic' | 'keyword'

export interface EngineAnswer {
  /** Best first; the scores are the engine's own and need not be probabilities. */
  readonly intents: readonly RankedIntent[]
  /** The higher, the surer that the text belongs to any intent at all. */
  readonly inScope: number
}

/** A trained intent classifier of any make, for comparisons on equal terms. */
export interface IntentEngine {
  readonly name: EngineName
  classify(text: string, language: Language): EngineAnswer | Promise<EngineAnswer>
  /** All that it learned, for `restore`. */
  save(): Uint8Array
}

export interface EngineData {
  readonly examples: readonly IntentExample[]
  readonly outOfScope: readonly string[]
}

/** One make of engine. */
export interface EngineKind {
  readonly name: EngineName
  train(data: EngineData): Promise<IntentEngine>
  /** The engine that was saved; answers as it did. */
  restore(saved: Uint8Array): Promise<IntentEngine>
}

/** Ranking without what is no intent; nothing known of a text is nothing to rank. */
export function answerOf(scores: readonly { label: string; value: number }[]): EngineAnswer {
  const intents = scores
    .map(({ label, value }) => ({ intent: label, confidence: value }))
    .toSorted((a, b) => b.confidence - a.confidence)
  return { intents, inScope: intents[0]?.confidence ?? 0 }
}

export function toBytes(state: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(state))
}

export function fromBytes(saved: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(saved)) as unknown
}
