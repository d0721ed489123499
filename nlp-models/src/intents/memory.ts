import type { Model } from '../model.ts'
import { keyOfWords } from '../text/same-words.ts'
import type { RankedIntent, Understanding } from '../understanding.ts'
import { readIntentText } from './read-text.ts'

/** What a person said a phrase means; without an intent it is out of scope. */
export interface Remembered {
  readonly text: string
  readonly intent?: string
}

/** Intent of a phrase by its words, with entities as placeholders; `undefined` for out of scope. */
export type PhraseMemory = ReadonlyMap<string, string | undefined>

/** How sure a model is of what a person told it. */
const TOLD = 0.99

/**
 * The same model with a memory of exact phrases that is in force at once, before the next training learns from them. Of
 * phrases with the same words the last counts; what is told of an intent that the model does not know is left out. The
 * memory is not written into a model file.
 */
export function remember(model: Model, phrases: readonly Remembered[]): Model {
  const memory = new Map(model.memory)
  const known = new Set(model.intents.classes)
  for (const { text, intent } of phrases) {
    const key = keyOfWords(model.lexicon.correct(readIntentText(text, model.orderMasks)))
    if (key !== '' && (intent === undefined || known.has(intent))) memory.set(key, intent)
  }
  return { ...model, memory }
}

/** Puts what was told before what was computed; the other intents share what is left. */
export function recallInto(
  { intents, inScope }: Pick<Understanding, 'intents' | 'inScope'>,
  told: string | undefined,
): Pick<Understanding, 'intents' | 'inScope' | 'remembered'> {
  const scale = (all: readonly RankedIntent[], whole: number) =>
    all.map((one) => ({ ...one, confidence: one.confidence * whole }))
  if (told === undefined)
    return { intents: scale(intents, 1 - TOLD), inScope: Math.min(inScope, 1 - TOLD), remembered: true }
  const others = scale(
    intents.filter(({ intent }) => intent !== told),
    1 - TOLD,
  )
  return {
    intents: [{ intent: told, confidence: TOLD }, ...others].slice(0, Math.max(1, intents.length)),
    inScope: TOLD,
    remembered: true,
  }
}
