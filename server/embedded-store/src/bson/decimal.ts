import { Decimal128 } from 'bson'
import { exactDouble } from './exact-double.ts'

/** coefficient × 10^exponent; `special` holds what has no digits. */
export interface Decimal {
  readonly coefficient: bigint
  readonly exponent: number
  readonly special?: 'NaN' | 'Infinity' | '-Infinity'
  /** A zero below zero, which an integer coefficient cannot show. */
  readonly negativeZero?: boolean
}

export type Rounding = 'half-even' | 'trunc' | 'floor' | 'ceil'

const MAX_DIGITS = 34
const MAX_EXPONENT = 6111
const MIN_EXPONENT = -6176
const NAN: Decimal = { coefficient: 0n, exponent: 0, special: 'NaN' }
/** More digits than any result keeps; what lies below is only a sign of inexactness. */
const GUARD_DIGITS = 3 * MAX_DIGITS

export function parseDecimal(value: Decimal128): Decimal {
  const text = value.toString()
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text)
  if (!match) return { coefficient: 0n, exponent: 0, special: specialOf(text) }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = BigInt(whole + fraction)
  const scale = Number(exponent) - fraction.length
  return signed(digits, scale, sign === '-')
}

function signed(magnitude: bigint, exponent: number, negative: boolean): Decimal {
  if (!negative) return { coefficient: magnitude, exponent }
  return magnitude === 0n
    ? { coefficient: 0n, exponent, negativeZero: true }
    : { coefficient: -magnitude, exponent }
}

function specialOf(text: string): 'NaN' | 'Infinity' | '-Infinity' {
  if (text.includes('NaN')) return 'NaN'
  return text.startsWith('-') ? '-Infinity' : 'Infinity'
}

export function decimalFromBigInt(value: bigint): Decimal {
  return { coefficient: value, exponent: 0 }
}

/** A double with all its digits, as far as 34 hold them; compensated sums and rounding use this. */
export function exactDecimal(value: number): Decimal {
  const special = specialDouble(value)
  if (special) return special
  if (value === 0) return signed(0n, 0, Object.is(value, -0))
  const { coefficient, exponent } = exactDouble(value)
  return fitDigits(withoutZeros({ coefficient, exponent }, 0), MAX_DIGITS)
}

/** MongoDB turns a double into a decimal with 15 significant digits. */
export function decimalFromDouble(value: number): Decimal {
  const special = specialDouble(value)
  if (special) return special
  if (value === 0) return signed(0n, 0, Object.is(value, -0))
  const rounded = fitDigits(exactDouble(value), 15)
  const missing = 15 - digitCount(rounded.coefficient)
  if (missing <= 0) return rounded
  return {
    coefficient: rounded.coefficient * 10n ** BigInt(missing),
    exponent: rounded.exponent - missing,
  }
}

function specialDouble(value: number): Decimal | undefined {
  if (Number.isFinite(value)) return undefined
  if (Number.isNaN(value)) return NAN
  return { coefficient: 0n, exponent: 0, special: value > 0 ? 'Infinity' : '-Infinity' }
}

export function isNegative(value: Decimal): boolean {
  return value.coefficient < 0n || value.negativeZero === true || value.special === '-Infinity'
}

export function isZero(value: Decimal): boolean {
  return value.special === undefined && value.coefficient === 0n
}

export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const special = addSpecial(a, b)
  if (special) return special
  const exponent = Math.min(a.exponent, b.exponent)
  const coefficient = scaled(a, exponent) + scaled(b, exponent)
  if (coefficient === 0n) return signed(0n, exponent, isNegative(a) && isNegative(b) && isZero(a))
  return { coefficient, exponent }
}

function addSpecial(a: Decimal, b: Decimal): Decimal | undefined {
  if (!a.special) return b.special ? b : undefined
  if (!b.special || a.special === b.special) return a
  return NAN
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent)
}

export function negateDecimal(a: Decimal): Decimal {
  if (a.special === 'Infinity') return { ...a, special: '-Infinity' }
  if (a.special === '-Infinity') return { ...a, special: 'Infinity' }
  return signed(magnitude(a), a.exponent, !isNegative(a))
}

export function absDecimal(a: Decimal): Decimal {
  return isNegative(a) ? negateDecimal(a) : a
}

function magnitude(value: Decimal): bigint {
  return value.coefficient < 0n ? -value.coefficient : value.coefficient
}

export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  const negative = isNegative(a) !== isNegative(b)
  if (a.special || b.special) {
    if (a.special === 'NaN' || b.special === 'NaN' || isZero(a) || isZero(b)) return NAN
    return infinity(negative)
  }
  return signed(magnitude(a) * magnitude(b), a.exponent + b.exponent, negative)
}

function infinity(negative: boolean): Decimal {
  return { coefficient: 0n, exponent: 0, special: negative ? '-Infinity' : 'Infinity' }
}

/** The quotient to more digits than are kept, with the exponent nearest to the difference of both when it is exact. */
export function divideDecimal(a: Decimal, b: Decimal): Decimal {
  const negative = isNegative(a) !== isNegative(b)
  if (a.special || b.special) {
    if (a.special === 'NaN' || b.special === 'NaN' || (a.special && b.special)) return NAN
    return a.special ? infinity(negative) : signed(0n, MIN_EXPONENT, negative)
  }
  if (isZero(b)) return isZero(a) ? NAN : infinity(negative)
  const ideal = a.exponent - b.exponent
  if (isZero(a)) return signed(0n, ideal, negative)
  const [top, bottom] = [magnitude(a), magnitude(b)]
  const shift = GUARD_DIGITS + digitCount(bottom)
  const numerator = top * 10n ** BigInt(shift)
  const quotient = numerator / bottom
  const exact = numerator % bottom === 0n
  if (exact)
    return withSign(withoutZeros({ coefficient: quotient, exponent: ideal - shift }, ideal), negative)
  return signed(sticky(quotient), ideal - shift - 1, negative)
}

/** One more digit, not zero: a rest is left, which keeps half from looking exact. */
function sticky(digits: bigint): bigint {
  return digits * 10n + 1n
}

function withSign(value: Decimal, negative: boolean): Decimal {
  return signed(magnitude(value), value.exponent, negative)
}

/** The remainder of a truncated division, with the sign of the dividend. */
export function moduloDecimal(a: Decimal, b: Decimal): Decimal {
  if (a.special || b.special === 'NaN') return NAN
  if (b.special) return a
  if (isZero(b)) return NAN
  const exponent = Math.min(a.exponent, b.exponent)
  return signed(abs(scaled(a, exponent)) % abs(scaled(b, exponent)), exponent, isNegative(a))
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

/** The square root of a number that is not negative. */
export function sqrtDecimal(value: Decimal): Decimal {
  if (value.special) return value.special === 'Infinity' ? value : NAN
  const ideal = Math.floor(value.exponent / 2)
  if (isZero(value)) return signed(0n, ideal, isNegative(value))
  const shift = 2 * GUARD_DIGITS + (value.exponent % 2 === 0 ? 0 : 1)
  const radicand = value.coefficient * 10n ** BigInt(shift)
  const root = integerRoot(radicand)
  const exponent = (value.exponent - shift) / 2
  if (root * root === radicand) return withoutZeros({ coefficient: root, exponent }, ideal)
  return { coefficient: sticky(root), exponent: exponent - 1 }
}

function integerRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** The value with exactly this exponent; undefined when its digits would not fit. */
export function quantizeDecimal(value: Decimal, exponent: number, rounding: Rounding): Decimal | undefined {
  if (value.special) return value
  const digits =
    exponent <= value.exponent
      ? magnitude(value) * 10n ** BigInt(value.exponent - exponent)
      : roundDigits(magnitude(value), exponent - value.exponent, rounding, isNegative(value))
  return digitCount(digits) > MAX_DIGITS ? undefined : signed(digits, exponent, isNegative(value))
}

function roundDigits(digits: bigint, surplus: number, rounding: Rounding, negative: boolean): bigint {
  const unit = 10n ** BigInt(surplus)
  if (rounding === 'half-even') return roundHalfEven(digits, unit)
  const away = rounding === 'trunc' ? false : (rounding === 'floor') === negative
  const quotient = digits / unit
  return away && digits % unit !== 0n ? quotient + 1n : quotient
}

function digitCount(value: bigint): number {
  return abs(value).toString().length
}

/** Drops zeros at the end as long as the exponent stays at or below the wanted one. */
function withoutZeros({ coefficient, exponent }: Decimal, wanted: number): Decimal {
  let digits = coefficient
  let power = exponent
  while (power < wanted && digits !== 0n && digits % 10n === 0n) {
    digits /= 10n
    power += 1
  }
  return { coefficient: digits, exponent: power }
}

/** Rounded half to even where there are more digits than these. */
export function fitDigits(value: Decimal, most: number): Decimal {
  const surplus = digitCount(value.coefficient) - most
  if (surplus <= 0) return value
  const digits = roundHalfEven(magnitude(value), 10n ** BigInt(surplus))
  const carried = digitCount(digits) > most
  const rounded = carried ? digits / 10n : digits
  return signed(rounded, value.exponent + surplus + (carried ? 1 : 0), isNegative(value))
}

/** Rounds half to even at 34 digits, which is what the format can hold; what is too large becomes infinite. */
export function formatDecimal(value: Decimal): Decimal128 {
  if (value.special) return Decimal128.fromString(value.special)
  const negative = isNegative(value)
  const below = MIN_EXPONENT - value.exponent
  const surplus = Math.max(digitCount(value.coefficient) - MAX_DIGITS, below)
  let coefficient = surplus > 0 ? roundHalfEven(magnitude(value), 10n ** BigInt(surplus)) : magnitude(value)
  let exponent = surplus > 0 ? value.exponent + surplus : value.exponent
  if (digitCount(coefficient) > MAX_DIGITS) {
    coefficient /= 10n
    exponent += 1
  }
  if (exponent > MAX_EXPONENT) {
    const room = exponent - MAX_EXPONENT
    if (coefficient === 0n) exponent = MAX_EXPONENT
    else if (digitCount(coefficient) + room > MAX_DIGITS)
      return Decimal128.fromString(negative ? '-Infinity' : 'Infinity')
    else {
      coefficient *= 10n ** BigInt(room)
      exponent = MAX_EXPONENT
    }
  }
  return Decimal128.fromString(`${negative ? '-' : ''}${coefficient}E${exponent}`)
}

function roundHalfEven(value: bigint, unit: bigint): bigint {
  const quotient = value / unit
  const twice = (value % unit) * 2n
  if (twice > unit || (twice === unit && quotient % 2n === 1n)) return quotient + 1n
  return quotient
}
