import { Decimal128 } from 'bson'
import { StoreError } from '../errors.ts'

/** coefficient × 10^exponent; `special` holds what has no digits. */
export interface Decimal {
  readonly coefficient: bigint
  readonly exponent: number
  readonly special?: 'NaN' | 'Infinity' | '-Infinity'
}

const MAX_DIGITS = 34
const MAX_EXPONENT = 6111
const MIN_EXPONENT = -6176

export function parseDecimal(value: Decimal128): Decimal {
  const text = value.toString()
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text)
  if (!match) return { coefficient: 0n, exponent: 0, special: specialOf(text) }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  return { coefficient: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length }
}

function specialOf(text: string): 'NaN' | 'Infinity' | '-Infinity' {
  if (text.includes('NaN')) return 'NaN'
  return text.startsWith('-') ? '-Infinity' : 'Infinity'
}

export function decimalFromBigInt(value: bigint): Decimal {
  return { coefficient: value, exponent: 0 }
}

/** MongoDB turns a double into a decimal with 15 significant digits. */
export function decimalFromDouble(value: number): Decimal {
  if (!Number.isFinite(value))
    return {
      coefficient: 0n,
      exponent: 0,
      special: Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity',
    }
  return parseDecimal(Decimal128.fromString(value.toPrecision(15)))
}

export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const special = addSpecial(a, b)
  if (special) return special
  const exponent = Math.min(a.exponent, b.exponent)
  return { coefficient: scaled(a, exponent) + scaled(b, exponent), exponent }
}

function addSpecial(a: Decimal, b: Decimal): Decimal | undefined {
  if (!a.special) return b.special ? b : undefined
  if (!b.special || a.special === b.special) return a
  return { coefficient: 0n, exponent: 0, special: 'NaN' }
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent)
}

export function negateDecimal(a: Decimal): Decimal {
  if (a.special === 'Infinity') return { ...a, special: '-Infinity' }
  if (a.special === '-Infinity') return { ...a, special: 'Infinity' }
  return { ...a, coefficient: -a.coefficient }
}

export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  if (a.special || b.special) throw new StoreError(2, 'multiplying infinite or NaN decimals is not supported')
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent }
}

/** Rounds half to even at 34 digits, which is what the format can hold. */
export function formatDecimal(value: Decimal): Decimal128 {
  if (value.special) return Decimal128.fromString(value.special)
  let { coefficient, exponent } = value
  const negative = coefficient < 0n
  if (negative) coefficient = -coefficient
  const surplus = Math.max(coefficient.toString().length - MAX_DIGITS, MIN_EXPONENT - exponent)
  if (surplus > 0) {
    coefficient = roundHalfEven(coefficient, 10n ** BigInt(surplus))
    exponent += surplus
  }
  if (exponent > MAX_EXPONENT && coefficient !== 0n) throw new StoreError(2, 'decimal overflow')
  return Decimal128.fromString(`${negative ? '-' : ''}${coefficient}E${exponent}`)
}

function roundHalfEven(value: bigint, unit: bigint): bigint {
  const quotient = value / unit
  const twice = (value % unit) * 2n
  if (twice > unit || (twice === unit && quotient % 2n === 1n)) return quotient + 1n
  return quotient
}
