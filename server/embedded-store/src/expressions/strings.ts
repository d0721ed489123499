import { BSONRegExp } from 'bson'
import { compareStrings } from '../bson/compare.ts'
import { asNumber, bsonType, int, isNullish, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { toRegExp } from '../query/regex.ts'
import { convertToString } from './conversions.ts'
import { ANY_COUNT, eager, namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'

export const STRINGS: Operators = {
  $concat: eager(ANY_COUNT, (args) =>
    args.some(isNullish) ? null : args.map((arg) => text('$concat', arg)).join(''),
  ),
  // MongoDB changes only ASCII letters here.
  $toLower: unary((value) => lenient(value).replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  $toUpper: unary((value) => lenient(value).replace(/[a-z]+/g, (part) => part.toUpperCase())),
  $strLenCP: unary((value) => int([...text('$strLenCP', value)].length)),
  $strLenBytes: unary((value) => int(Buffer.byteLength(text('$strLenBytes', value)))),
  $strcasecmp: eager({ min: 2, max: 2 }, ([a, b]) =>
    int(Math.sign(compareStrings(lenient(a).toUpperCase(), lenient(b).toUpperCase()))),
  ),
  $substrCP: eager({ min: 3, max: 3 }, ([value, start, length]) => {
    const from = position('$substrCP', start)
    return [...lenient(value)].slice(from, from + position('$substrCP', length)).join('')
  }),
  $substrBytes: eager({ min: 3, max: 3 }, substrBytes),
  $substr: eager({ min: 3, max: 3 }, substrBytes),
  $split: eager({ min: 2, max: 2 }, ([value, separator]) => {
    if (isNullish(value) || isNullish(separator)) return null
    if (separator === '') throw new StoreError(40087, '$split requires a non-empty separator')
    return text('$split', value).split(text('$split', separator))
  }),
  $indexOfCP: eager({ min: 2, max: 2 }, ([value, wanted]) => {
    if (isNullish(value)) return null
    const whole = text('$indexOfCP', value)
    const found = whole.indexOf(text('$indexOfCP', wanted))
    return int(found === -1 ? -1 : [...whole.slice(0, found)].length)
  }),
  $trim: trim((value, chars) => trimEnd(trimStart(value, chars), chars)),
  $ltrim: trim(trimStart),
  $rtrim: trim(trimEnd),
  $regexMatch: compileRegexMatch,
  $replaceOne: replace((value, find, replacement) => value.replace(find, () => replacement)),
  $replaceAll: replace((value, find, replacement) => value.replaceAll(find, () => replacement)),
}

function text(operator: string, value: Value): string {
  if (typeof value !== 'string') throw new StoreError(16702, `${operator} only supports strings`)
  return value
}

/** Some string operators take null as the empty string, and numbers and dates as text. */
function lenient(value: Value): string {
  if (isNullish(value)) return ''
  const converted = convertToString(value)
  return typeof converted === 'string' ? converted : ''
}

function position(operator: string, value: Value): number {
  const number = asNumber(value)
  if (number === undefined || !Number.isInteger(number) || number < 0)
    throw new StoreError(34452, `${operator} needs non-negative whole numbers`)
  return number
}

function substrBytes([value, start, length]: readonly Value[]): Value {
  const bytes = Buffer.from(lenient(value))
  const from = asNumber(start) ?? 0
  if (from < 0) throw new StoreError(50752, '$substrBytes: starting index must be non-negative')
  const count = asNumber(length) ?? 0
  const to = count < 0 ? bytes.length : Math.min(from + count, bytes.length)
  const cutsCharacter = [from, to].some((at) => ((bytes[at] ?? 0) & 0xc0) === 0x80)
  if (cutsCharacter) throw new StoreError(28656, '$substrBytes: Invalid range, a UTF-8 character is cut')
  return bytes.toString('utf8', from, to)
}

const WHITESPACE =
  '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

function trim(apply: (value: string, chars: readonly string[]) => string): Operators[string] {
  return (call) => {
    const fields = namedArguments(call, { required: ['input'], optional: ['chars'] })
    const input = call.compile(fields['input'])
    const chars = Object.hasOwn(fields, 'chars') ? call.compile(fields['chars']) : () => WHITESPACE
    return (scope) => {
      const value = input(scope)
      const set = chars(scope)
      return isNullish(value) || isNullish(set)
        ? null
        : apply(text(call.name, value), [...text(call.name, set)])
    }
  }
}

function trimStart(value: string, chars: readonly string[]): string {
  const points = [...value]
  const start = points.findIndex((point) => !chars.includes(point))
  return start === -1 ? '' : points.slice(start).join('')
}

function trimEnd(value: string, chars: readonly string[]): string {
  return [...trimStart([...value].reverse().join(''), chars)].reverse().join('')
}

function compileRegexMatch(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'regex'], optional: ['options'] })
  const input = call.compile(fields['input'])
  const regex = call.compile(fields['regex'])
  const options = Object.hasOwn(fields, 'options') ? call.compile(fields['options']) : () => null
  return (scope) => {
    const value = input(scope)
    const pattern = regex(scope)
    if (isNullish(value) || isNullish(pattern)) return false
    const flags = options(scope)
    return toPattern(pattern, flags).test(text('$regexMatch', value))
  }
}

function toPattern(pattern: Value, flags: Value): RegExp {
  const own =
    bsonType(pattern) === 'BSONRegExp'
      ? (pattern as BSONRegExp)
      : new BSONRegExp(text('$regexMatch', pattern), '')
  return toRegExp(own.pattern, isNullish(flags) ? own.options : text('$regexMatch', flags))
}

function replace(apply: (value: string, find: string, replacement: string) => string): Operators[string] {
  return (call) => {
    const fields = namedArguments(call, { required: ['input', 'find', 'replacement'] })
    const parts = [fields['input'], fields['find'], fields['replacement']].map(call.compile)
    return (scope) => {
      const values = parts.map((part) => part(scope))
      if (values.some(isNullish)) return null
      const [value = '', find = '', replacement = ''] = values.map((item) => text(call.name, item))
      return apply(value, find, replacement)
    }
  }
}
