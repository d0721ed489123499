import { Decimal128, Double, Int32, Long } from 'bson'
import { StoreError } from '../errors.ts'
import {
  addDecimal,
  type Decimal,
  decimalFromBigInt,
  decimalFromDouble,
  formatDecimal,
  multiplyDecimal,
  parseDecimal,
} from './decimal.ts'
import { asNumber, bsonType, type NumberValue } from './value.ts'

const MIN_INT32 = -0x80000000n
const MAX_INT32 = 0x7fffffffn
const MIN_INT64 = -(1n << 63n)
const MAX_INT64 = (1n << 63n) - 1n

export type OnOverflow = 'double' | 'fail'

interface Rule {
  readonly decimal: (a: Decimal, b: Decimal) => Decimal
  readonly double: (a: number, b: number) => number
  readonly integer: (a: bigint, b: bigint) => bigint
}

const ADD: Rule = { decimal: addDecimal, double: (a, b) => a + b, integer: (a, b) => a + b }
const MULTIPLY: Rule = { decimal: multiplyDecimal, double: (a, b) => a * b, integer: (a, b) => a * b }

export function add(a: NumberValue, b: NumberValue, onOverflow: OnOverflow = 'double'): NumberValue {
  const quick = addSmall(a, b)
  return quick ?? apply(ADD, { a, b, onOverflow })
}

export function multiply(a: NumberValue, b: NumberValue, onOverflow: OnOverflow = 'double'): NumberValue {
  return apply(MULTIPLY, { a, b, onOverflow })
}

function addSmall(a: NumberValue, b: NumberValue): NumberValue | undefined {
  if (bsonType(a) !== 'Int32' || bsonType(b) !== 'Int32') return undefined
  const sum = (a as Int32).value + (b as Int32).value
  return sum === (sum | 0) ? new Int32(sum) : undefined
}

/** The result has the wider of the two types: int < long < double < decimal. */
function apply(
  rule: Rule,
  { a, b, onOverflow }: { a: NumberValue; b: NumberValue; onOverflow: OnOverflow },
): NumberValue {
  const types = [bsonType(a), bsonType(b)]
  if (types.includes('Decimal128')) return formatDecimal(rule.decimal(toDecimal(a), toDecimal(b)))
  if (types.includes('Double')) return new Double(rule.double(asNumber(a) ?? 0, asNumber(b) ?? 0))
  const result = rule.integer(toBigInt(a), toBigInt(b))
  if (!types.includes('Long') && result >= MIN_INT32 && result <= MAX_INT32) return new Int32(Number(result))
  if (result >= MIN_INT64 && result <= MAX_INT64) return Long.fromBigInt(result)
  if (onOverflow === 'fail')
    throw new StoreError(2, 'Failed to apply the operation: the result does not fit into a 64-bit integer')
  return new Double(Number(result))
}

export function toBigInt(value: NumberValue): bigint {
  return bsonType(value) === 'Long' ? (value as Long).toBigInt() : BigInt(Math.trunc(asNumber(value) ?? 0))
}

export function toDecimal(value: NumberValue): Decimal {
  switch (bsonType(value)) {
    case 'Decimal128':
      return parseDecimal(value as Decimal128)
    case 'Double':
      return decimalFromDouble((value as Double).value)
    default:
      return decimalFromBigInt(toBigInt(value))
  }
}

export function isDecimal(value: NumberValue): value is Decimal128 {
  return value instanceof Decimal128
}
