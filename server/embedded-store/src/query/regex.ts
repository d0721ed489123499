import { BSONRegExp } from 'bson'
import { badValue, refused, StoreError } from '../errors.ts'

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

/** MongoDB speaks PCRE; what JavaScript would read otherwise is refused rather than matched differently. */
export function toRegExp(pattern: string, options: string): RegExp {
  for (const option of options)
    if (!'imsu'.includes(option))
      throw badValue(`regex option '${option}' is not supported by the embedded store`)
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte')
  if (PCRE_ONLY.test(pattern)) throw refused(51091, 'this PCRE construct')
  const flags = options.replaceAll('u', '')
  try {
    return new RegExp(pattern, `${flags}u`)
  } catch {
    return compileLoosely(pattern, flags)
  }
}

/** Possessive quantifiers, atomic groups, inline flags, \A \Z \z \Q \E \R \K \h, POSIX classes. */
const PCRE_ONLY = /\(\?[>#|&R0-9imsxJUX-]|\(\?P|[*+?}]\+|\\[AZzQERKhHGXN]|\[\[:/

/** PCRE allows needless escapes such as `\-`, which JavaScript's strict mode does not. */
function compileLoosely(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags)
  } catch (error) {
    throw new StoreError(
      51091,
      `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
