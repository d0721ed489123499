import type { ProductGazetteer } from './entities/product-gazetteer.ts'
import { type ScanOptions, scanEntities } from './entities/scan-entities.ts'
import { calibrate } from './intents/calibration.ts'
import { writeIntentFeatures } from './intents/features.ts'
import { FeatureBuffer } from './linear/feature-buffer.ts'
import { marginsOf } from './linear/linear-model.ts'
import type { Model } from './model.ts'
import { hashMoodText } from './sentiment/features.ts'
import { moodProbabilities, sentimentOf } from './sentiment/mood-calibration.ts'
import { detectLanguage } from './text/language.ts'
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

const NEUTRAL: Sentiment = { label: 'neutral', score: 0, confidence: 1 / 3 }
// One buffer for all calls: the function is synchronous and never re-entered.
const buffer = new FeatureBuffer()

/** Understands one utterance: language, ranked intents, scope, entities and sentiment. */
export function understand(model: Model, text: string, options: UnderstandOptions = {}): Understanding {
  const entities = scanEntities(text, scanOptions(model, options))
  const head = modelText(text)
  const language = detectLanguage(head, options.languageHint)
  const tokens = tokenise(head)
  return {
    language,
    ...rankIntents(model, { text: head, tokens, entities, language }, options.ranked),
    entities,
    sentiment: judgeMood(model, { text: head, tokens, language }),
    model: model.version,
  }
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

interface Reading {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly language: Language
}

function rankIntents(
  model: Model,
  { text, tokens, entities, language }: Reading & { entities: readonly Entity[] },
  ranked: number | undefined,
): Pick<Understanding, 'intents' | 'inScope'> {
  const read = entities.filter((entity) => entity.end <= text.length)
  writeIntentFeatures(buffer, maskEntities(tokens, read))
  const margins = marginsOf(model.intents, buffer)
  // Without a single known feature the margins are only the intents' frequencies.
  if (model.intents.vectoriser.length === 0) return { intents: [], inScope: 0 }
  const knownShare = model.intents.vectoriser.knownShare
  return calibrate({ margins, knownShare, language }, model.intents.classes, model.intentCalibration, ranked)
}

function judgeMood(model: Model, { text, tokens, language }: Reading): Sentiment {
  const mood = model.moods[language]
  if (mood === undefined || text.trim() === '') return NEUTRAL
  hashMoodText(buffer, text, tokens)
  return sentimentOf(moodProbabilities(marginsOf(mood.linear, buffer), mood.calibration))
}
