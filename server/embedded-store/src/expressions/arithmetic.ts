import { Double, Int32, Long } from 'bson'
import { add, isDecimal, multiply, subtract, toBigInt } from '../bson/arithmetic.ts'
import {
  asNumber,
  bsonType,
  isArray,
  isNullish,
  isNumber,
  type NumberValue,
  type Value,
} from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { ANY_COUNT, eager, type Operators, unary } from './operator.ts'

export const ARITHMETIC: Operators = {
  $add: eager(ANY_COUNT, (args) =>
    args.reduce(
      (sum, item, index) => (index === 0 ? checkAddend(item) : addAny(sum, item)),
      new Int32(0) as Value,
    ),
  ),
  $subtract: eager({ min: 2, max: 2 }, ([a, b]) => subtractAny(a, b)),
  $multiply: eager(ANY_COUNT, (args) => {
    if (args.some(isNullish)) return null
    return args.reduce<NumberValue>(
      (product, item) => multiply(product, numeric('$multiply', item)),
      new Int32(1),
    )
  }),
  $divide: eager({ min: 2, max: 2 }, ([a, b]) => divide(a, b)),
  $mod: eager({ min: 2, max: 2 }, ([a, b]) => modulo(a, b)),
  $abs: mathematical('$abs', (value) =>
    (asNumber(value) ?? 0) < 0 ? multiply(value, new Int32(-1)) : value,
  ),
  $ceil: mathematical('$ceil', (value) => onDouble(value, Math.ceil)),
  $floor: mathematical('$floor', (value) => onDouble(value, Math.floor)),
  $sqrt: mathematical('$sqrt', (value) => new Double(Math.sqrt(plain(value)))),
  $exp: mathematical('$exp', (value) => new Double(Math.exp(plain(value)))),
  $ln: mathematical('$ln', (value) => new Double(Math.log(plain(value)))),
  $log10: mathematical('$log10', (value) => new Double(Math.log10(plain(value)))),
  $pow: eager({ min: 2, max: 2 }, ([a, b]) => power(a, b)),
  $round: eager({ min: 1, max: 2 }, ([value, place]) => round(value, place, roundHalfEven)),
  $trunc: eager({ min: 1, max: 2 }, ([value, place]) => round(value, place, Math.trunc)),
  $rand: () => () => new Double(Math.random()),
  $sum: eager({ min: 1, max: ANY_COUNT.max }, (args) => sumOf(listOf(args))),
  $avg: eager({ min: 1, max: ANY_COUNT.max }, (args) => averageOf(listOf(args))),
}

/** With one argument that is an array, its elements are meant. */
function listOf(args: readonly Value[]): readonly Value[] {
  const [only] = args
  return args.length === 1 && isArray(only) ? only : args
}

export function sumOf(values: readonly Value[]): NumberValue {
  let sum: NumberValue = new Int32(0)
  for (const value of values) if (isNumber(value)) sum = add(sum, value)
  return sum
}

export function averageOf(values: readonly Value[]): Value {
  const numbers = values.filter(isNumber)
  if (numbers.length === 0) return null
  if (numbers.some(isDecimal)) throw notSupported('$avg over decimals')
  return new Double(plain(sumOf(numbers)) / numbers.length)
}

function numeric(operator: string, value: Value): NumberValue {
  if (!isNumber(value)) throw new StoreError(14, `${operator} only supports numeric types`)
  return value
}

/** Functions with a fraction are done in doubles; a decimal would lose digits, so it is refused. */
function plain(value: NumberValue): number {
  if (isDecimal(value)) throw notSupported('this arithmetic over decimals')
  return asNumber(value) ?? Number.NaN
}

function mathematical(name: string, apply: (value: NumberValue) => Value): Operators[string] {
  return unary((value) => (isNullish(value) ? null : apply(numeric(name, value))))
}

function onDouble(value: NumberValue, apply: (value: number) => number): Value {
  return bsonType(value) === 'Double'
    ? new Double(apply(plain(value)))
    : isDecimal(value)
      ? new Double(plain(value))
      : value
}

function checkAddend(value: Value): Value {
  if (isNullish(value)) return null
  if (value instanceof Date || isNumber(value)) return value
  throw new StoreError(14, '$add only supports numeric or date types')
}

function addAny(sum: Value, item: Value): Value {
  const addend = checkAddend(item)
  if (isNullish(sum) || isNullish(addend)) return null
  if (sum instanceof Date) {
    if (addend instanceof Date) throw new StoreError(16612, 'only one date allowed in an $add expression')
    return shifted(sum, numeric('$add', addend))
  }
  if (addend instanceof Date) return shifted(addend, numeric('$add', sum))
  return add(numeric('$add', sum), numeric('$add', addend))
}

function shifted(date: Date, by: NumberValue): Date {
  return new Date(date.getTime() + Math.round(plain(by)))
}

function subtractAny(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Math.round(plain(b)))
  if (isNumber(a) && isNumber(b)) return subtract(a, b)
  throw new StoreError(14, "can't $subtract these types")
}

function divide(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  const divisor = plain(numeric('$divide', b))
  if (divisor === 0) throw new StoreError(2, "can't $divide by zero")
  return new Double(plain(numeric('$divide', a)) / divisor)
}

function modulo(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  const left = numeric('$mod', a)
  const right = numeric('$mod', b)
  if (plain(right) === 0) throw new StoreError(16610, "can't $mod by zero")
  if (bsonType(left) === 'Double' || bsonType(right) === 'Double')
    return new Double(plain(left) % plain(right))
  const result = toBigInt(left) % toBigInt(right)
  return bsonType(left) === 'Long' || bsonType(right) === 'Long'
    ? Long.fromBigInt(result)
    : new Int32(Number(result))
}

function power(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  const base = numeric('$pow', a)
  const exponent = numeric('$pow', b)
  const result = plain(base) ** plain(exponent)
  const whole = bsonType(base) !== 'Double' && bsonType(exponent) !== 'Double' && Number.isSafeInteger(result)
  if (!whole) return new Double(result)
  const fitsInt =
    bsonType(base) === 'Int32' && bsonType(exponent) === 'Int32' && Math.abs(result) <= 0x7fffffff
  return fitsInt ? new Int32(result) : Long.fromNumber(result)
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

function round(value: Value, place: Value, apply: (value: number) => number): Value {
  if (isNullish(value)) return null
  const number = numeric('$round', value)
  const digits = place === undefined ? 0 : (asNumber(place) ?? Number.NaN)
  if (!Number.isInteger(digits) || digits < -20 || digits > 100)
    throw new StoreError(51082, 'the place must be an integer between -20 and 100')
  const isDouble = bsonType(number) === 'Double'
  if (!isDouble && digits >= 0 && !isDecimal(number)) return number
  // Shifting by text instead of by multiplication keeps 2.675 from becoming 267.49999999999994.
  const scaled = Number(shiftText(plain(number), digits))
  const result = Number(shiftText(apply(scaled), -digits))
  if (isDouble) return new Double(result)
  return bsonType(number) === 'Int32' ? new Int32(result) : Long.fromNumber(result)
}

function shiftText(value: number, digits: number): string {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  return `${mantissa}e${Number(exponent) + digits}`
}
