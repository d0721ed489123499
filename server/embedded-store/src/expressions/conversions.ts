import { Decimal128, Double, Int32, Long, ObjectId, type Timestamp } from 'bson'
import { isDecimal, toBigInt, toDecimal } from '../bson/arithmetic.ts'
import { formatDecimal, quantizeDecimal } from '../bson/decimal.ts'
import {
  asNumber,
  bsonType,
  isNullish,
  isNumber,
  isTruthy,
  type NumberValue,
  type Value,
} from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { parseDate } from './date-text.ts'
import { doubleText } from './number-text.ts'
import { namedArguments, type OperatorCall, type Operators, unary } from './operator.ts'
import type { Expression } from './scope.ts'

type Convert = (value: Value) => Value

const TARGETS: Readonly<Record<string, Convert>> = {
  double: toDouble,
  string: convertToString,
  objectId: toObjectId,
  bool: toBool,
  date: toDate,
  int: (value) => new Int32(toInteger(value, 'int', 32)),
  long: (value) => Long.fromBigInt(toInteger(value, 'long', 64)),
  decimal: convertToDecimal,
}
const CODES: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
}
/** Names of types that nothing converts to. */
const OTHER_TYPES = new Set([
  'object',
  'array',
  'binData',
  'undefined',
  'null',
  'regex',
  'javascript',
  'symbol',
  'javascriptWithScope',
  'timestamp',
  'minKey',
  'maxKey',
])

export const CONVERSIONS: Operators = {
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumber(value)),
  $toString: shorthand('string'),
  $toBool: shorthand('bool'),
  $toInt: shorthand('int'),
  $toLong: shorthand('long'),
  $toDouble: shorthand('double'),
  $toDecimal: shorthand('decimal'),
  $toDate: shorthand('date'),
  $toObjectId: shorthand('objectId'),
  $convert: compileConvert,
}

function shorthand(target: string): Operators[string] {
  return unary((value) => (isNullish(value) ? null : convertTo(target, value)))
}

function convertTo(target: string, value: Value): Value {
  const convert = TARGETS[target]
  if (!convert) throw failed(value, target)
  return convert(value)
}

function compileConvert(call: OperatorCall): Expression {
  const fields = namedArguments(call, { required: ['input', 'to'], optional: ['onError', 'onNull'] })
  const input = call.compile(fields['input'])
  const to = call.compile(fields['to'])
  const onNull = call.compile(fields['onNull'])
  const onError = Object.hasOwn(fields, 'onError') ? call.compile(fields['onError']) : undefined
  return (scope) => {
    const wanted = to(scope)
    const target = isNullish(wanted) ? undefined : targetOf(wanted)
    const value = input(scope)
    if (isNullish(value)) return Object.hasOwn(fields, 'onNull') ? onNull(scope) : null
    if (target === undefined) return null
    try {
      return convertTo(target, value)
    } catch (error) {
      if (onError && error instanceof StoreError && error.code === CONVERSION_FAILURE) return onError(scope)
      throw error
    }
  }
}

const CONVERSION_FAILURE = 241

function targetOf(wanted: Value): string {
  if (typeof wanted === 'string') {
    if (TARGETS[wanted] || OTHER_TYPES.has(wanted)) return wanted
    throw new StoreError(2, `Unknown type name: ${wanted}`)
  }
  const code = isNumber(wanted) ? asNumber(wanted) : undefined
  if (code === undefined) throw new StoreError(9, "$convert's 'to' argument must be a string or number")
  if (!Number.isInteger(code)) throw new StoreError(9, "In $convert, numeric 'to' argument is not an integer")
  return CODES[code] ?? `type ${code}`
}

function failed(value: Value, target: string): StoreError {
  return new StoreError(
    CONVERSION_FAILURE,
    `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  )
}

function failedParse(text: string, reason = 'it is not of that form'): StoreError {
  return new StoreError(
    CONVERSION_FAILURE,
    `Failed to parse number '${text}' in $convert with no onError value: ${reason}`,
  )
}

export function convertToString(value: Value): Value {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return isoText(value)
  switch (bsonType(value)) {
    case 'ObjectId':
      return (value as ObjectId).toHexString()
    case 'Int32':
    case 'Long':
      return toBigInt(value as Int32 | Long).toString()
    case 'Decimal128':
      return String(value)
    case 'Double':
      return doubleText((value as Double).value)
    default:
      throw failed(value, 'string')
  }
}

/** @throws 18537 for a year that four digits do not hold */
export function isoText(date: Date): string {
  const year = date.getUTCFullYear()
  if (year < 0 || year > 9999)
    throw new StoreError(18537, `$dateToString is only defined on year 0-9999, tried to use year ${year}`)
  return date.toISOString()
}

function toBool(value: Value): boolean {
  return isNumber(value) || typeof value === 'boolean' ? isTruthy(value) : true
}

function toInteger(value: Value, target: string, bits: 32): number
function toInteger(value: Value, target: string, bits: 64): bigint
function toInteger(value: Value, target: string, bits: 32 | 64): number | bigint {
  const whole = integral(value, target)
  if (BigInt.asIntN(bits, whole) !== whole)
    throw new StoreError(
      CONVERSION_FAILURE,
      'Conversion would overflow target type in $convert with no onError value',
    )
  return bits === 32 ? Number(whole) : whole
}

function integral(value: Value, target: string): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (value instanceof Date && target === 'long') return BigInt(value.getTime())
  if (typeof value === 'string') {
    if (/^[+-]?\d+$/.test(value)) return BigInt(value.replace('+', ''))
    throw failedParse(value)
  }
  if (!isNumber(value)) throw failed(value, target)
  return truncated(value)
}

function truncated(value: NumberValue): bigint {
  const number = asNumber(value) ?? Number.NaN
  if (Number.isNaN(number) || !Number.isFinite(number))
    throw new StoreError(
      CONVERSION_FAILURE,
      `Attempt to convert ${Number.isNaN(number) ? 'NaN' : 'infinity'} value to integer type in $convert with no onError value`,
    )
  if (!isDecimal(value)) return toBigInt(value)
  if (Math.abs(number) > 1e20)
    throw new StoreError(
      CONVERSION_FAILURE,
      'Conversion would overflow target type in $convert with no onError value',
    )
  return quantizeDecimal(toDecimal(value), 0, 'trunc')?.coefficient ?? 0n
}

const NUMBER_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const SPECIAL_TEXT = /^([+-]?)(inf|infinity|nan)$/i

function toDouble(value: Value): Double {
  if (typeof value === 'boolean') return new Double(value ? 1 : 0)
  if (value instanceof Date) return new Double(value.getTime())
  if (typeof value === 'string') return new Double(parseNumber(value))
  if (!isNumber(value)) throw failed(value, 'double')
  const number = asNumber(value) ?? Number.NaN
  if (isDecimal(value) && !Number.isFinite(number) && /\d/.test(value.toString()))
    throw new StoreError(
      CONVERSION_FAILURE,
      'Conversion would overflow target type in $convert with no onError value',
    )
  return new Double(number)
}

function parseNumber(text: string): number {
  const special = SPECIAL_TEXT.exec(text)
  if (special) {
    const sign = special[1] === '-' ? -1 : 1
    return special[2]?.toLowerCase() === 'nan' ? Number.NaN : sign * Number.POSITIVE_INFINITY
  }
  if (!NUMBER_TEXT.test(text)) throw failedParse(text)
  const number = Number(text)
  if (!Number.isFinite(number)) throw failedParse(text, 'Out of range')
  return number
}

const MAX_DECIMAL_DIGITS = 34

function convertToDecimal(value: Value): Value {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0')
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()))
  if (typeof value === 'string') return parseDecimalText(value)
  if (!isNumber(value)) throw failed(value, 'decimal')
  return isDecimal(value) ? value : formatDecimal(toDecimal(value))
}

function parseDecimalText(text: string): Value {
  const special = SPECIAL_TEXT.exec(text)
  if (special)
    return Decimal128.fromString(
      special[2]?.toLowerCase() === 'nan' ? 'NaN' : `${special[1] === '-' ? '-' : ''}Infinity`,
    )
  if (!NUMBER_TEXT.test(text)) throw failedParse(text)
  if (text.replace(/[eE].*$/, '').replace(/[^\d]/g, '').length > MAX_DECIMAL_DIGITS)
    throw notSupported('a decimal of more than 34 digits')
  return Decimal128.fromString(text)
}

const MAX_DATE_MS = 8_640_000_000_000_000

function toDate(value: Value): Date {
  if (value instanceof Date) return value
  if (bsonType(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (bsonType(value) === 'Timestamp') return new Date((value as Timestamp).getHighBitsUnsigned() * 1000)
  if (typeof value === 'string') return parseDate(value)
  if (!isNumber(value) || bsonType(value) === 'Int32') throw failed(value, 'date')
  const ms = toInteger(Long.fromBigInt(within64(truncated(value))), 'long', 64)
  if (ms > BigInt(MAX_DATE_MS) || ms < -BigInt(MAX_DATE_MS)) throw notSupported('a date this far away')
  return new Date(Number(ms))
}

function within64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) === value) return value
  throw new StoreError(
    CONVERSION_FAILURE,
    'Conversion would overflow target type in $convert with no onError value',
  )
}

function toObjectId(value: Value): Value {
  if (bsonType(value) === 'ObjectId') return value
  if (typeof value !== 'string') throw failed(value, 'objectId')
  if (/^[0-9a-f]{24}$/i.test(value)) return ObjectId.createFromHexString(value)
  throw new StoreError(
    CONVERSION_FAILURE,
    `Failed to parse objectId '${value}' in $convert with no onError value: it must be 24 hexadecimal digits`,
  )
}
