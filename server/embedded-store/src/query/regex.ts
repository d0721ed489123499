import { BSONRegExp } from 'bson'
import { badValue, StoreError } from '../errors.ts'
import { translatePattern } from './pcre/translate.ts'

export interface Regex {
  readonly matches: (text: string) => boolean
  readonly source: BSONRegExp
}

export function regexFromBson(value: BSONRegExp): Regex {
  return regexFromParts(value.pattern, value.options)
}

export function regexFromParts(pattern: string, options: string): Regex {
  const regex = toRegExp(pattern, options)
  return { matches: (text) => regex.test(text), source: new BSONRegExp(pattern, options) }
}

/** The pattern as PCRE means it. @throws 51091 for what is wrong or cannot be said exactly, 51108 for unknown options. */
export function toRegExp(pattern: string, options: string): RegExp {
  for (const option of options)
    if (!'imsxu'.includes(option)) throw new StoreError(51108, `invalid flag in regex options: ${option}`)
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte')
  const source = translatePattern(pattern, {
    ignoreCase: options.includes('i'),
    multiline: options.includes('m'),
    dotAll: options.includes('s'),
    extended: options.includes('x'),
  })
  try {
    return new RegExp(source, 'u')
  } catch (error) {
    throw new StoreError(
      51091,
      `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
