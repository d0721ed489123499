import { ModelFileError } from '../model-file-error.ts'
import type { LanguageGroup, LanguageModel } from './language-model.ts'

const MOST_BUCKETS = 0x1_0000

export type GroupHeader = Omit<LanguageGroup, 'weights'>

/** The readable part of a model of languages. */
export type LanguageHeader = Omit<LanguageModel, 'groups'> & { readonly groups: readonly GroupHeader[] }

/** Parses the header and checks all that reading the weights relies on. @throws {ModelFileError} */
export function parseLanguageHeader(json: string): LanguageHeader {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (cause) {
    throw new ModelFileError('model_corrupt', 'The header of the language model is not JSON', { cause })
  }
  if (!isHeader(parsed))
    throw new ModelFileError('model_corrupt', 'The header of the language model is incomplete')
  return parsed
}

type Unchecked<T> = { readonly [Name in keyof T]?: unknown }

function isHeader(value: unknown): value is LanguageHeader {
  return (
    isObject<LanguageHeader>(value) &&
    typeof value.seed === 'number' &&
    typeof value.dataHash === 'string' &&
    Array.isArray(value.groups) &&
    value.groups.every(isGroup)
  )
}

function isGroup(value: unknown): boolean {
  return (
    isObject<GroupHeader>(value) &&
    (value.script === 'latin' || value.script === 'cyrillic') &&
    isLanguages(value.languages) &&
    isWhole(value.buckets, MOST_BUCKETS) &&
    typeof value.scale === 'number' &&
    typeof value.switchCost === 'number' &&
    isObject<GroupHeader['calibration']>(value.calibration) &&
    typeof value.calibration.gain === 'number' &&
    typeof value.calibration.growth === 'number'
  )
}

/** Their numbers are kept in one byte. */
function isLanguages(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    isWhole(value.length, 255) &&
    value.every((language) => typeof language === 'string')
  )
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most
}

function isObject<T>(value: unknown): value is Unchecked<T> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
