import { compareNumbers } from '../../bson/compare.ts'
import { parseDecimal } from '../../bson/decimal.ts'
import { asNumber, bsonType, hasField, isNumber, type NumberValue, type Value } from '../../bson/value.ts'
import { notSupported } from '../../errors.ts'
import { toRegExp } from '../regex.ts'
import { exactLong } from '../whole-number.ts'
import { type Compile, failed, type Keyword, mistyped, nonNegative, type Schema } from './keyword.ts'

export const SCALAR_KEYWORDS: Readonly<Record<string, Compile>> = {
  minimum: (keyword) =>
    limit(keyword, 'exclusiveMinimum', (order, exclusive) => (exclusive ? order > 0 : order >= 0)),
  maximum: (keyword) =>
    limit(keyword, 'exclusiveMaximum', (order, exclusive) => (exclusive ? order < 0 : order <= 0)),
  exclusiveMinimum: (keyword) => exclusive(keyword, 'minimum'),
  exclusiveMaximum: (keyword) => exclusive(keyword, 'maximum'),
  multipleOf,
  minLength: (keyword) => {
    const least = nonNegative(keyword)
    return ofText((value) => [...value].length >= least)
  },
  maxLength: (keyword) => {
    const most = nonNegative(keyword)
    return ofText((value) => [...value].length <= most)
  },
  pattern: ({ name, operand }) => {
    if (typeof operand !== 'string') throw mistyped(name, 'a string')
    const regex = toRegExp(operand, '')
    return ofText((value) => regex.test(value))
  },
}

function limit(
  { name, operand, siblings }: Keyword,
  strictly: string,
  holds: (order: number, exclusive: boolean) => boolean,
): Schema {
  if (!isNumber(operand)) throw mistyped(name, 'a number')
  const strict = siblings[strictly] === true
  return ofNumber((value) => {
    // NaN is on neither side of a number.
    if (Number.isNaN(asNumber(value)) !== Number.isNaN(asNumber(operand))) return false
    return holds(compareNumbers(value, operand), strict)
  })
}

function exclusive({ name, operand, siblings }: Keyword, companion: string): undefined {
  if (typeof operand !== 'boolean') throw mistyped(name, 'a boolean')
  if (!hasField(siblings, companion))
    throw failed(`keyword '${companion}' must be a present if ${name} is present`)
}

function multipleOf({ name, operand }: Keyword): Schema {
  if (!isNumber(operand)) throw mistyped(name, 'a number')
  const factor = asNumber(operand) ?? Number.NaN
  if (!(factor > 0)) throw failed(`keyword '${name}' must have a positive value`)
  return ofNumber((value) => {
    const [long, by] = [exactLong(value), exactLong(operand)]
    if (long !== undefined && by !== undefined) return long % by === 0n
    return decimalRemainder(value, operand) === 0n
  })
}

/** Exact for decimals and whole numbers; how a fraction of a double is rounded on the way is not written down. */
function decimalRemainder(value: NumberValue, by: NumberValue): bigint | undefined {
  const [a, b] = [exactDecimal(value), exactDecimal(by)]
  if (!a || !b) return undefined
  const exponent = Math.min(a.exponent, b.exponent)
  const scaled = (one: { coefficient: bigint; exponent: number }): bigint =>
    one.coefficient * 10n ** BigInt(one.exponent - exponent)
  return scaled(a) % scaled(b)
}

function exactDecimal(value: NumberValue): { coefficient: bigint; exponent: number } | undefined {
  const long = exactLong(value)
  if (long !== undefined) return { coefficient: long, exponent: 0 }
  if (bsonType(value) !== 'Decimal128') {
    if (!Number.isFinite(asNumber(value))) return undefined
    throw notSupported('multipleOf with a fraction of a double')
  }
  const decimal = parseDecimal(value as never)
  return decimal.special ? undefined : decimal
}

function ofNumber(test: (value: NumberValue) => boolean): Schema {
  return (value: Value) => !isNumber(value) || test(value)
}

function ofText(test: (value: string) => boolean): Schema {
  return (value: Value) => typeof value !== 'string' || test(value)
}
