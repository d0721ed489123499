import type { Decimal128, Double, Int32, Long } from 'bson'
import { type Decimal, parseDecimal } from './decimal.ts'
import { exactDouble } from './exact-double.ts'
import { bsonType, type NumberValue } from './value.ts'

const SCRATCH = Buffer.alloc(8)
const SCRATCH_DOUBLE = new Float64Array(1)
const SCRATCH_BITS = new BigInt64Array(SCRATCH_DOUBLE.buffer)
const EXPONENT_BIAS = 20_000

/**
 * A number as a double that is not above it, and the exact rest as decimal digits.
 * Equal numbers of different types give equal parts, so 1, 1.0, NumberLong(1) and NumberDecimal("1.0") share one key.
 */
export interface NumberParts {
  readonly floor: number
  readonly rest: Buffer | undefined
}

export function numberParts(value: NumberValue): NumberParts {
  switch (bsonType(value)) {
    case 'Long':
      return longParts(value as Long)
    case 'Decimal128':
      return decimalParts(parseDecimal(value as Decimal128))
    default:
      return { floor: (value as Int32 | Double).value, rest: undefined }
  }
}

function longParts(value: Long): NumberParts {
  const number = value.toNumber()
  if (Number.isSafeInteger(number)) return { floor: number, rest: undefined }
  return exactParts({ coefficient: value.toBigInt(), exponent: 0 }, number)
}

function decimalParts(value: Decimal): NumberParts {
  if (value.special) return { floor: Number(value.special), rest: undefined }
  return exactParts(value, Number(`${value.coefficient}e${value.exponent}`))
}

function exactParts(value: Decimal, nearest: number): NumberParts {
  let floor = nearest
  if (floor === Number.POSITIVE_INFINITY) floor = Number.MAX_VALUE
  if (floor === Number.NEGATIVE_INFINITY) return { floor, rest: digitsKey(value.coefficient, value.exponent) }
  let rest = difference(value, exactDouble(floor))
  if (rest.coefficient < 0n) {
    floor = doubleBelow(floor)
    rest = floor === Number.NEGATIVE_INFINITY ? value : difference(value, exactDouble(floor))
  }
  return { floor, rest: rest.coefficient === 0n ? undefined : digitsKey(rest.coefficient, rest.exponent) }
}

function difference(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent)
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent)
  return { coefficient: left - right, exponent }
}

function doubleBelow(value: number): number {
  SCRATCH_DOUBLE[0] = value
  const bits = SCRATCH_BITS[0] ?? 0n
  if (value === 0) return -Number.MIN_VALUE
  SCRATCH_BITS[0] = value > 0 ? bits - 1n : bits + 1n
  return SCRATCH_DOUBLE[0] ?? value
}

/** Positive digits in an order that bytes keep: exponent of the leading digit, then the digits without trailing zeros. */
function digitsKey(coefficient: bigint, exponent: number): Buffer {
  if (coefficient < 0n) return negativeDigitsKey(-coefficient, exponent)
  const digits = coefficient.toString()
  const head = Buffer.alloc(3)
  head[0] = 2
  head.writeUInt16BE(digits.length + exponent + EXPONENT_BIAS, 1)
  return Buffer.concat([head, Buffer.from(digits.replace(/0+$/, '')), Buffer.of(0)])
}

/** Only decimals below the lowest double come here, counted from -Infinity: more negative sorts first, so all is inverted. */
function negativeDigitsKey(coefficient: bigint, exponent: number): Buffer {
  const key = digitsKey(coefficient, exponent)
  for (let index = 1; index < key.length; index += 1) key[index] = 0xff - (key[index] ?? 0)
  return key
}

/** Eight bytes whose order is the order of doubles; NaN is below everything, and -0 equals 0. */
export function orderedDouble(value: number): Buffer {
  if (Number.isNaN(value)) return SCRATCH.fill(0)
  SCRATCH.writeDoubleBE(value === 0 ? 0 : value)
  const negative = (SCRATCH[0] ?? 0) >= 0x80
  if (!negative) {
    SCRATCH[0] = (SCRATCH[0] ?? 0) ^ 0x80
    return SCRATCH
  }
  for (let index = 0; index < 8; index += 1) SCRATCH[index] = 0xff - (SCRATCH[index] ?? 0)
  return SCRATCH
}
