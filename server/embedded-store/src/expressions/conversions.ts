import { Double, Int32, Long, ObjectId } from 'bson'
import { toBigInt } from '../bson/arithmetic.ts'
import { asNumber, bsonType, isNullish, isNumber, isTruthy, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { type Operators, unary } from './operator.ts'

export const CONVERSIONS: Operators = {
  $type: unary((value) => typeName(value)),
  $isNumber: unary((value) => isNumber(value)),
  $toString: unary(orNull(convertToString)),
  $toBool: unary(orNull((value) => (typeof value === 'string' ? true : isTruthy(value)))),
  $toInt: unary(orNull((value) => new Int32(bounded(integral(value), 31n)))),
  $toLong: unary(orNull((value) => Long.fromBigInt(integral(value)))),
  $toDouble: unary(orNull((value) => new Double(toNumber(value)))),
  $toDate: unary(orNull(toDate)),
  $toObjectId: unary(orNull(toObjectId)),
}

function orNull(convert: (value: Value) => Value): (value: Value) => Value {
  return (value) => (isNullish(value) ? null : convert(value))
}

function failed(value: Value, target: string): StoreError {
  return new StoreError(
    241,
    `Unsupported conversion from ${typeName(value)} to ${target} in the embedded store, or the value does not fit`,
  )
}

export function convertToString(value: Value): Value {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
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

function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Math.abs(value) >= 1e16 || (value !== 0 && Math.abs(value) < 1e-4))
    throw notSupported('text form of very large or very small doubles')
  return String(value)
}

function integral(value: Value): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (value instanceof Date) return BigInt(value.getTime())
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return within64(BigInt(value), value)
  if (bsonType(value) === 'Decimal128' || !isNumber(value)) throw failed(value, 'an integer')
  const number = asNumber(value) ?? Number.NaN
  if (!Number.isFinite(number)) throw failed(value, 'an integer')
  return within64(toBigInt(value), value)
}

function within64(value: bigint, source: Value): bigint {
  if (BigInt.asIntN(64, value) !== value) throw failed(source, 'long')
  return value
}

function bounded(value: bigint, bits: bigint): number {
  if (value < -(1n << bits) || value >= 1n << bits)
    throw new StoreError(241, 'Conversion would overflow target type')
  return Number(value)
}

function toNumber(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value))
    return Number(value)
  const number = asNumber(value)
  if (number === undefined) throw failed(value, 'double')
  return number
}

function toDate(value: Value): Date {
  if (value instanceof Date) return value
  if (bsonType(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (bsonType(value) === 'Long' || bsonType(value) === 'Double')
    return new Date(Math.trunc(asNumber(value) ?? 0))
  if (typeof value === 'string' && ISO_DATE.test(value))
    return new Date(value.length === 10 ? `${value}T00:00:00Z` : value)
  throw failed(value, 'date')
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2}))?$/

function toObjectId(value: Value): Value {
  if (bsonType(value) === 'ObjectId') return value
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return ObjectId.createFromHexString(value)
  throw failed(value, 'objectId')
}
