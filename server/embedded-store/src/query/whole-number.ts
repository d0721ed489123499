import type { Decimal128, Double, Int32, Long } from 'bson'
import { parseDecimal } from '../bson/decimal.ts'
import { bsonType, type Value } from '../bson/value.ts'

/** A number rounded towards zero, if a long can hold it then; undefined for everything else, NaN and Infinity too. */
export function truncatedLong(value: Value): bigint | undefined {
  switch (bsonType(value)) {
    case 'Int32':
      return BigInt((value as Int32).value)
    case 'Long':
      return (value as Long).toBigInt()
    case 'Double':
      return fromDouble((value as Double).value)
    case 'Decimal128':
      return fromDecimal(value as Decimal128)
    default:
      return undefined
  }
}

/** A whole number that a long can hold. */
export function exactLong(value: Value): bigint | undefined {
  const long = truncatedLong(value)
  if (long === undefined) return undefined
  if (bsonType(value) === 'Double') return Number.isInteger((value as Double).value) ? long : undefined
  if (bsonType(value) !== 'Decimal128') return long
  const { coefficient, exponent } = parseDecimal(value as Decimal128)
  return exponent >= 0 || coefficient % 10n ** BigInt(-exponent) === 0n ? long : undefined
}

function fromDouble(number: number): bigint | undefined {
  return Number.isFinite(number) ? inLong(BigInt(Math.trunc(number))) : undefined
}

/** Longs have nineteen digits; a decimal may have six thousand. */
const MAX_DIGITS = 19

function fromDecimal(value: Decimal128): bigint | undefined {
  const { coefficient, exponent, special } = parseDecimal(value)
  if (special) return undefined
  if (coefficient === 0n) return 0n
  const digits = coefficient.toString().replace('-', '').length + exponent
  if (digits <= 0) return 0n
  if (digits > MAX_DIGITS) return undefined
  return inLong(
    exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent),
  )
}

function inLong(number: bigint): bigint | undefined {
  return BigInt.asIntN(64, number) === number ? number : undefined
}
