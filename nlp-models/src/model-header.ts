import { EVIDENCE, type IntentCalibration } from './intents/calibration.ts'
import type { Thresholds } from './intents/thresholds.ts'
import type { ModelMetrics } from './model.ts'
import { ModelFileError } from './model-file-error.ts'
import type { MoodCalibration } from './sentiment/mood-calibration.ts'
import type { Language } from './understanding.ts'

export interface LinearHeader {
  readonly classes: readonly string[]
  readonly features: number
  /** Rows after the features: dimensions of the text's vector, 0 for none. */
  readonly dimensions: number
  readonly vectorWeight: number
  /** Whether the centres of the classes follow. */
  readonly centres: boolean
}

/** The readable part of a model file. */
export interface Header {
  readonly dataHash: string
  readonly date?: string
  readonly languages: readonly Language[]
  readonly orderMasks: readonly string[]
  /** Table of word vectors that it was trained with; absent for none. */
  readonly vectors?: string
  readonly words: readonly string[]
  readonly thresholds: Thresholds
  readonly metrics: ModelMetrics
  readonly intents: LinearHeader
  readonly intentCalibration: IntentCalibration
  readonly moods: readonly {
    readonly language: Language
    readonly linear: LinearHeader
    readonly calibration: MoodCalibration
  }[]
}

/** Parses the header and checks all that reading the blocks relies on. @throws {ModelFileError} */
export function parseHeader(json: string): Header {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (cause) {
    throw new ModelFileError('model_corrupt', 'The header of the model file is not JSON', { cause })
  }
  if (!isHeader(parsed))
    throw new ModelFileError('model_corrupt', 'The header of the model file is incomplete')
  return parsed
}

type Unchecked<T> = { readonly [Name in keyof T]?: unknown }

function isHeader(value: unknown): value is Header {
  return (
    isObject<Header>(value) &&
    typeof value.dataHash === 'string' &&
    (value.date === undefined || typeof value.date === 'string') &&
    isTexts(value.languages) &&
    isTexts(value.orderMasks) &&
    (value.vectors === undefined || typeof value.vectors === 'string') &&
    isTexts(value.words) &&
    isThresholds(value.thresholds) &&
    isObject<ModelMetrics>(value.metrics) &&
    isLinear(value.intents) &&
    isIntentCalibration(value.intentCalibration) &&
    Array.isArray(value.moods) &&
    value.moods.every(isMood)
  )
}

function isThresholds(value: unknown): boolean {
  return isObject<Thresholds>(value) && isNumbers([value.answer, value.offer, value.outOfScope])
}

function isIntentCalibration(value: unknown): boolean {
  return isObject<IntentCalibration>(value) && isFusion(value.inScope) && isFusion(value.correct)
}

/** A coefficient for each piece of evidence, and the intercept. */
function isFusion(value: unknown): boolean {
  return isNumbers(value) && value.length === EVIDENCE + 1
}

function isMood(value: unknown): boolean {
  if (!isObject<Header['moods'][number]>(value) || !isLinear(value.linear)) return false
  const { language, calibration } = value
  return (
    (language === 'en' || language === 'zh') &&
    isObject<MoodCalibration>(calibration) &&
    typeof calibration.gain === 'number' &&
    isNumbers(calibration.offsets)
  )
}

function isLinear(value: unknown): boolean {
  return (
    isObject<LinearHeader>(value) &&
    isTexts(value.classes) &&
    isCount(value.features) &&
    isCount(value.dimensions) &&
    typeof value.vectorWeight === 'number' &&
    typeof value.centres === 'boolean'
  )
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isObject<T>(value: unknown): value is Unchecked<T> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number')
}
