import type { Timestamp } from 'bson'
import { compareStrings } from '../bson/compare.ts'
import { asNumber, bsonType, int, isNullish, isNumber, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { convertToString } from './conversions.ts'
import { ANY_COUNT, eager, namedArguments, type Operators, unary } from './operator.ts'

const WHITESPACE =
  '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

export const STRINGS: Operators = {
  $concat: eager(ANY_COUNT, (args) => {
    let result = ''
    for (const arg of args) {
      if (isNullish(arg)) return null
      result += text(16702, '$concat only supports strings', arg)
    }
    return result
  }),
  // MongoDB changes only ASCII letters here.
  $toLower: unary((value) => lenient(value).replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  $toUpper: unary((value) => upper(lenient(value))),
  $strLenCP: unary((value) => int(points(text(34471, '$strLenCP requires a string argument', value)).length)),
  $strLenBytes: unary((value) =>
    int(Buffer.byteLength(text(34473, '$strLenBytes requires a string argument', value))),
  ),
  $strcasecmp: eager({ min: 2, max: 2 }, ([a, b]) =>
    int(Math.sign(compareStrings(upper(lenient(a)), upper(lenient(b))))),
  ),
  $substrCP: eager({ min: 3, max: 3 }, ([value, start, length]) => {
    const whole = points(lenient(value))
    const from = position(start, { numeric: 34450, integral: 34451, negative: 34455 })
    const count = position(length, { numeric: 34452, integral: 34453, negative: 34454 })
    return whole.slice(from, from + count).join('')
  }),
  $substrBytes: eager({ min: 3, max: 3 }, substrBytes),
  $substr: eager({ min: 3, max: 3 }, substrBytes),
  $split: eager({ min: 2, max: 2 }, ([value, separator]) => {
    if (isNullish(value) || isNullish(separator)) return null
    const whole = text(
      40085,
      '$split requires an expression that evaluates to a string as a first argument',
      value,
    )
    const by = text(
      40086,
      '$split requires an expression that evaluates to a string as a second argument',
      separator,
    )
    if (by === '') throw new StoreError(40087, '$split requires a non-empty separator')
    return whole.split(by)
  }),
  $indexOfCP: eager({ min: 2, max: 4 }, (args) => indexOf('$indexOfCP', args, points)),
  $indexOfBytes: eager({ min: 2, max: 4 }, (args) =>
    indexOf('$indexOfBytes', args, (value) => [...Buffer.from(value).toString('latin1')]),
  ),
  $trim: trim((value, chars) => trimEnd(trimStart(value, chars), chars)),
  $ltrim: trim(trimStart),
  $rtrim: trim(trimEnd),
  $replaceOne: replace((value, find, replacement) => value.replace(find, () => replacement)),
  $replaceAll: replace((value, find, replacement) => value.replaceAll(find, () => replacement)),
}

function points(value: string): string[] {
  return [...value]
}

function upper(value: string): string {
  return value.replace(/[a-z]+/g, (part) => part.toUpperCase())
}

function text(code: number, message: string, value: Value): string {
  if (typeof value !== 'string') throw new StoreError(code, `${message}, not ${typeName(value)}`)
  return value
}

/** Some string operators take null as the empty string, and numbers and dates as text. */
function lenient(value: Value): string {
  if (isNullish(value)) return ''
  if (bsonType(value) === 'BSONSymbol') return String((value as unknown as { value: string }).value)
  if (bsonType(value) === 'Timestamp')
    throw notSupported(`the text of a timestamp (${String(value as Timestamp)})`)
  if (typeof value !== 'string' && !isNumber(value) && !(value instanceof Date))
    throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String`)
  const converted = convertToString(value)
  return typeof converted === 'string' ? converted : ''
}

interface PositionCodes {
  readonly numeric: number
  readonly integral: number
  readonly negative: number
}

function position(value: Value, codes: PositionCodes): number {
  const number = isNumber(value) ? asNumber(value) : undefined
  if (number === undefined)
    throw new StoreError(
      codes.numeric,
      `$substrCP: the argument must be a numeric type, not ${typeName(value)}`,
    )
  if (!Number.isInteger(number))
    throw new StoreError(
      codes.integral,
      '$substrCP: the argument cannot be represented as a 32-bit integral value',
    )
  if (number < 0)
    throw new StoreError(codes.negative, '$substrCP: the argument must be a nonnegative integer.')
  return number
}

function substrBytes([value, start, length]: readonly Value[]): Value {
  const bytes = Buffer.from(lenient(value))
  const from = wholeArgument(16034, start)
  const count = wholeArgument(16035, length)
  if (from < 0)
    throw new StoreError(50752, `$substrBytes:  starting index must be non-negative (got: ${from})`)
  if (from >= bytes.length) return ''
  const to = count < 0 ? bytes.length : Math.min(from + count, bytes.length)
  if (isContinuation(bytes[from]))
    throw new StoreError(28656, '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.')
  if (isContinuation(bytes[to]))
    throw new StoreError(
      28657,
      '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.',
    )
  return bytes.toString('utf8', from, to)
}

function wholeArgument(code: number, value: Value): number {
  const number = isNumber(value) ? asNumber(value) : undefined
  if (number === undefined)
    throw new StoreError(
      code,
      `$substrBytes: the arguments after the text must be numeric, not ${typeName(value)}`,
    )
  return Math.trunc(number)
}

function isContinuation(byte: number | undefined): boolean {
  return ((byte ?? 0) & 0xc0) === 0x80
}

function indexOf(name: string, args: readonly Value[], split: (value: string) => string[]): Value {
  const [value, wanted, from, to] = args
  const codes = name === '$indexOfCP' ? [40093, 40094] : [40091, 40092]
  if (isNullish(value)) return null
  const units = split(text(codes[0] ?? 0, `${name} requires a string as the first argument`, value))
  const needle = split(text(codes[1] ?? 0, `${name} requires a string as the second argument`, wanted))
  const start = args.length > 2 ? boundary(name, 'starting', from) : 0
  const end = Math.min(args.length > 3 ? boundary(name, 'ending', to) : units.length, units.length)
  for (let index = start; index + needle.length <= end; index += 1)
    if (needle.every((unit, offset) => units[index + offset] === unit)) return int(index)
  return int(-1)
}

export function boundary(name: string, which: string, value: Value): number {
  const number = isNumber(value) ? asNumber(value) : undefined
  if (number === undefined || !Number.isInteger(number) || Math.abs(number) > 0x7fffffff)
    throw new StoreError(
      40096,
      `${name} requires an integral ${which} index, found a value of type: ${typeName(value)}`,
    )
  if (number < 0)
    throw new StoreError(40097, `${name} requires a nonnegative ${which} index, found: ${number}`)
  return number
}

function trim(apply: (value: string, chars: readonly string[]) => string): Operators[string] {
  return (call) => {
    const fields = namedArguments(call, { required: ['input'], optional: ['chars'] })
    const input = call.compile(fields['input'])
    const chars = Object.hasOwn(fields, 'chars') ? call.compile(fields['chars']) : () => WHITESPACE
    return (scope) => {
      const value = input(scope)
      if (isNullish(value)) return null
      const whole = text(50699, `${call.name} requires its input to be a string`, value)
      const set = chars(scope)
      if (isNullish(set)) return null
      return apply(whole, points(text(50700, `${call.name} requires 'chars' to be a string`, set)))
    }
  }
}

function trimStart(value: string, chars: readonly string[]): string {
  const all = points(value)
  const start = all.findIndex((point) => !chars.includes(point))
  return start === -1 ? '' : all.slice(start).join('')
}

function trimEnd(value: string, chars: readonly string[]): string {
  const all = points(value)
  const end = all.findLastIndex((point) => !chars.includes(point))
  return all.slice(0, end + 1).join('')
}

function replace(apply: (value: string, find: string, replacement: string) => string): Operators[string] {
  return (call) => {
    const fields = namedArguments(call, { required: ['input', 'find', 'replacement'] })
    const parts = (['input', 'find', 'replacement'] as const).map((name) => call.compile(fields[name]))
    return (scope) => {
      const [input, find, replacement] = parts.map((part) => part(scope))
      const whole = isNullish(input)
        ? null
        : text(51746, `${call.name} requires that 'input' be a string`, input)
      const wanted = isNullish(find)
        ? null
        : text(51745, `${call.name} requires that 'find' be a string`, find)
      const by = isNullish(replacement)
        ? null
        : text(51744, `${call.name} requires that 'replacement' be a string`, replacement)
      return whole === null || wanted === null || by === null ? null : apply(whole, wanted, by)
    }
  }
}
