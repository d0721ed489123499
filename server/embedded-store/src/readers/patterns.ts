import type { BSONRegExp } from 'bson'
import { bsonType, isArray, isDoc, type Value } from '../bson/value.ts'

/** Longest that a pattern may keep a worker busy; nothing else can end a JavaScript regular expression. */
export const PATTERN_LIMIT_MS = 10_000

/**
 * Does the command hold a pattern that may backtrack without end on some text? Such a one is matched by a worker, which
 * can be ended. In doubt yes: it costs a harmless pattern a tenth of a millisecond.
 */
export function holdsRiskyPattern(value: Value): boolean {
  if (isArray(value)) return value.some(holdsRiskyPattern)
  if (bsonType(value) === 'BSONRegExp') return isRisky((value as BSONRegExp).pattern)
  if (!isDoc(value)) return false
  for (const name of Object.keys(value)) {
    const item = value[name]
    const isPattern = (name === '$regex' || name === 'regex') && typeof item === 'string'
    if (isPattern ? isRisky(item) : typeof item === 'object' && holdsRiskyPattern(item)) return true
  }
  return false
}

const QUANTIFIER_OR_REFERENCE = /(?<!\\)(?:\\\\)*(?:[*+]|\{\d+,\d*\}|\\[1-9k])/g

/** With one thing that repeats there is one way to match; with two there may be as many as the text is long, or more. */
function isRisky(pattern: string): boolean {
  return (pattern.match(QUANTIFIER_OR_REFERENCE)?.length ?? 0) > 1
}
