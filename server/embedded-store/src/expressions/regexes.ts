import type { BSONRegExp } from 'bson'
import { bsonType, type Doc, int, isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { toRegExp } from '../query/regex.ts'
import { typeName } from '../query/type-alias.ts'
import { namedArguments, type OperatorCall, type Operators } from './operator.ts'
import type { Expression } from './scope.ts'

export const REGEXES: Operators = {
  $regexMatch: (call) => compileRegex(call, { none: false, find: (text, regex) => regex.test(text) }),
  $regexFind: (call) => compileRegex(call, { none: null, find: findFirst }),
  $regexFindAll: (call) => compileRegex(call, { none: [], find: findAll }),
}

interface Search {
  /** The answer where there is no text or no pattern. */
  readonly none: Value
  readonly find: (text: string, regex: RegExp) => Value
}

function compileRegex(call: OperatorCall, { none, find }: Search): Expression {
  const fields = namedArguments(call, { required: ['input', 'regex'], optional: ['options'] })
  const input = call.compile(fields['input'])
  const regex = call.compile(fields['regex'])
  const options = call.compile(fields['options'] ?? null)
  let last: { pattern: Value; flags: Value; compiled: RegExp } | undefined
  return (scope) => {
    const value = input(scope)
    const pattern = regex(scope)
    const flags = options(scope)
    if (!isNullish(value) && typeof value !== 'string')
      throw new StoreError(51104, `${call.name} needs 'input' to be of type string`)
    // A constant pattern, or one that repeats, is compiled once.
    const compiled =
      last && last.pattern === pattern && last.flags === flags
        ? last.compiled
        : toPattern(call.name, pattern, flags)
    last = { pattern, flags, compiled }
    return isNullish(value) || isNullish(pattern) ? none : find(value, compiled)
  }
}

function toPattern(name: string, pattern: Value, flags: Value): RegExp {
  if (!isNullish(flags) && typeof flags !== 'string')
    throw new StoreError(51106, `${name} needs 'options' to be of type string`)
  const given = flags ?? ''
  if (isNullish(pattern)) return /(?:)/
  if (typeof pattern === 'string') {
    if (pattern.includes('\0'))
      throw new StoreError(51109, `${name}: regular expression cannot contain null bytes`)
    return toRegExp(pattern, given)
  }
  if (bsonType(pattern) !== 'BSONRegExp')
    throw new StoreError(
      51105,
      `${name} needs 'regex' to be of type string or regex, not ${typeName(pattern)}`,
    )
  const own = pattern as BSONRegExp
  if (own.options !== '' && given !== '')
    throw new StoreError(
      51107,
      `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
    )
  return toRegExp(own.pattern, given === '' ? own.options : given)
}

function globally(regex: RegExp): RegExp {
  return new RegExp(regex.source, `${regex.flags.replaceAll('g', '')}g`)
}

function findFirst(text: string, regex: RegExp): Value {
  const match = regex.exec(text)
  return match ? described(text, match) : null
}

function findAll(text: string, regex: RegExp): Value {
  return Array.from(text.matchAll(globally(regex)), (match) => described(text, match))
}

/** The place is counted in code points. */
function described(text: string, match: RegExpExecArray): Doc {
  const [whole, ...groups] = match
  return {
    match: whole,
    idx: int([...text.slice(0, match.index)].length),
    captures: groups.map((group: string | undefined) => group ?? null),
  }
}
