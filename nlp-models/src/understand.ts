import type { ProductGazetteer } from './entities/product-gazetteer.ts'
import { type ScanOptions, scanEntities } from './entities/scan-entities.ts'
import { calibrate } from './intents/calibration.ts'
import { recallInto } from './intents/memory.ts'
import { scoreText } from './intents/score-text.ts'
import type { Model } from './model.ts'
import { judgeMood } from './sentiment/read-mood.ts'
import { detectLanguage } from './text/language.ts'
import { keyOfWords } from './text/same-words.ts'
import { maskEntities, type Token, tokenise } from './text/tokens.ts'
import type { Entity, Language, Sentiment, Understanding } from './understanding.ts'

/** The models read no more than this of a text; entities are found in all of it. */
export const MODEL_TEXT_LIMIT = 4000

export interface UnderstandOptions {
  /** Language of the thread so far; decides only where the text has no letters of its own. */
  readonly languageHint?: Language
  /** Masks of order numbers, instead of those that the model was trained with. */
  readonly orderMasks?: readonly string[]
  /** How many intents to rank; default 5. */
  readonly ranked?: number
  /** ISO date from which `tomorrow` counts; without it such a date has a value like `P1D`. */
  readonly today?: string
  /** What the company sells, to be found as entities. */
  readonly products?: ProductGazetteer
}

/** Understands one utterance: language, ranked intents, scope, entities and sentiment. */
export function understand(model: Model, text: string, options: UnderstandOptions = {}): Understanding {
  const reading = readText(model, text, options)
  return {
    language: reading.language,
    ...rankIntents(model, reading, options.ranked),
    entities: reading.entities,
    sentiment: judgeMood(model.moods, reading),
    model: model.version,
  }
}

/** The mood of one utterance alone, as `understand` tells it, without the price of all else. */
export function readMood(model: Model, text: string, languageHint?: Language): Sentiment {
  const head = modelText(text)
  const tokens = model.lexicon.correct(tokenise(head))
  return judgeMood(model.moods, { text: head, tokens, language: detectLanguage(head, languageHint) })
}

function scanOptions(model: Model, { orderMasks, today, products }: UnderstandOptions): ScanOptions {
  return {
    orderMasks: orderMasks ?? model.orderMasks,
    ...(today === undefined ? {} : { today }),
    ...(products === undefined ? {} : { products }),
  }
}

/** What the models read of a text. */
export function modelText(text: string): string {
  return text.length > MODEL_TEXT_LIMIT ? text.slice(0, MODEL_TEXT_LIMIT) : text
}

/** A text as the models read it: slips of typing put right, offsets those of the original. */
export interface Reading {
  readonly text: string
  readonly language: Language
  readonly entities: readonly Entity[]
  readonly tokens: readonly Token[]
  /** The same with placeholders for entities. */
  readonly masked: readonly Token[]
}

/** Cuts and corrects a text once for all models. */
export function readText(model: Model, text: string, options: UnderstandOptions = {}): Reading {
  const entities = scanEntities(text, scanOptions(model, options))
  const head = modelText(text)
  const tokens = model.lexicon.correct(tokenise(head))
  const masked = maskEntities(
    tokens,
    entities.filter((entity) => entity.end <= head.length),
  )
  return { text: head, language: detectLanguage(head, options.languageHint), entities, tokens, masked }
}

function rankIntents(
  model: Model,
  reading: Reading,
  ranked: number | undefined,
): Pick<Understanding, 'intents' | 'inScope' | 'remembered'> {
  const scored = scoreText(model, reading)
  const judged =
    scored === undefined
      ? { intents: [], inScope: 0 }
      : calibrate(scored, model.intents.classes, model.intentCalibration, ranked)
  if (model.memory === undefined) return judged
  const key = keyOfWords(reading.masked)
  return model.memory.has(key) ? recallInto(judged, model.memory.get(key)) : judged
}
