import { type Decimal128, Double, Int32, Long } from 'bson'
import { isDecimal, toBigInt, toDecimal } from '../bson/arithmetic.ts'
import {
  exactDecimal,
  formatDecimal,
  isNegative,
  isZero,
  parseDecimal,
  quantizeDecimal,
  type Rounding,
  sqrtDecimal,
} from '../bson/decimal.ts'
import { asNumber, bsonType, isNullish, isNumber, type NumberValue, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { absolute, intOrLong } from './arithmetic.ts'
import { ANY_COUNT, eager, type OperatorCall, type Operators, unary } from './operator.ts'

export const MATHEMATICS: Operators = {
  $abs: numeric('$abs', absolute),
  $ceil: numeric('$ceil', (value) => toWhole('$ceil', value, 'ceil', Math.ceil)),
  $floor: numeric('$floor', (value) => toWhole('$floor', value, 'floor', Math.floor)),
  $sqrt: numeric('$sqrt', squareRoot),
  $exp: real('$exp', Math.exp),
  $ln: real('$ln', (value) => Math.log(positive(28766, "$ln's argument", value))),
  $log10: real('$log10', (value) => Math.log10(positive(28761, "$log10's argument", value))),
  $log: eager({ min: 2, max: 2 }, logarithm),
  $round: eager({ min: 1, max: 2 }, (args) => roundTo('$round', args, 'half-even')),
  $trunc: eager({ min: 1, max: 2 }, (args) => roundTo('$trunc', args, 'trunc')),
  $sin: angle('$sin', Math.sin),
  $cos: angle('$cos', Math.cos),
  $tan: angle('$tan', Math.tan),
  $asin: bounded('$asin', Math.asin, [-1, 1]),
  $acos: bounded('$acos', Math.acos, [-1, 1]),
  $atanh: bounded('$atanh', Math.atanh, [-1, 1]),
  $acosh: bounded('$acosh', Math.acosh, [1, Number.POSITIVE_INFINITY]),
  $atan: real('$atan', Math.atan),
  $sinh: real('$sinh', Math.sinh),
  $cosh: real('$cosh', Math.cosh),
  $tanh: real('$tanh', Math.tanh),
  $asinh: real('$asinh', Math.asinh),
  $atan2: eager({ min: 2, max: 2 }, arcTangent),
  $degreesToRadians: real('$degreesToRadians', (value) => value * (Math.PI / 180)),
  $radiansToDegrees: real('$radiansToDegrees', (value) => value * (180 / Math.PI)),
  $bitAnd: eager(ANY_COUNT, (args) => bitwise('$bitAnd', args, -1n, (a, b) => a & b)),
  $bitOr: eager(ANY_COUNT, (args) => bitwise('$bitOr', args, 0n, (a, b) => a | b)),
  $bitXor: eager(ANY_COUNT, (args) => bitwise('$bitXor', args, 0n, (a, b) => a ^ b)),
  $bitNot: numeric('$bitNot', complement),
  $rand: compileRandom,
}

function numeric(name: string, apply: (value: NumberValue) => Value): Operators[string] {
  return unary((value) => {
    if (isNullish(value)) return null
    if (!isNumber(value))
      throw new StoreError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
    return apply(value)
  })
}

/** A function of doubles; over decimals MongoDB gives 34 digits, which are not computed here. */
function real(name: string, apply: (value: number) => number): Operators[string] {
  return numeric(name, (value) => {
    if (isDecimal(value)) throw notSupported(`${name} over decimals`)
    return new Double(apply(asNumber(value) ?? Number.NaN))
  })
}

function bounded(
  name: string,
  apply: (value: number) => number,
  [low, high]: readonly [number, number],
): Operators[string] {
  return real(name, (value) => {
    if (value < low || value > high)
      throw new StoreError(50989, `cannot apply ${name} to ${value}, value must be in [${low},${high}]`)
    return apply(value)
  })
}

function angle(name: string, apply: (value: number) => number): Operators[string] {
  return real(name, (value) => {
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
      throw new StoreError(50989, `cannot apply ${name} to ${value}, value must be in (-inf,inf)`)
    return apply(value)
  })
}

function arcTangent([y, x]: readonly Value[]): Value {
  if (isNullish(y) || isNullish(x)) return null
  if (!isNumber(y) || !isNumber(x))
    throw new StoreError(51044, `$atan2 only supports numeric types, not ${typeName(y)} and ${typeName(x)}`)
  if (isDecimal(y) || isDecimal(x)) throw notSupported('$atan2 over decimals')
  return new Double(Math.atan2(asNumber(y) ?? Number.NaN, asNumber(x) ?? Number.NaN))
}

function positive(code: number, what: string, value: number): number {
  if (value <= 0) throw new StoreError(code, `${what} must be a positive number, but is ${value}`)
  return value
}

function logarithm([value, base]: readonly Value[]): Value {
  if (isNullish(value) || isNullish(base)) return null
  if (!isNumber(value)) throw new StoreError(28756, `$log's argument must be numeric, not ${typeName(value)}`)
  if (!isNumber(base)) throw new StoreError(28757, `$log's base must be numeric, not ${typeName(base)}`)
  if (isDecimal(value) || isDecimal(base)) throw notSupported('$log over decimals')
  const number = positive(28758, "$log's argument", asNumber(value) ?? Number.NaN)
  const root = asNumber(base) ?? Number.NaN
  if (root <= 0 || root === 1)
    throw new StoreError(28759, `$log's base must be a positive number not equal to 1, but is ${root}`)
  return new Double(Math.log(number) / Math.log(root))
}

function squareRoot(value: NumberValue): Value {
  const negative = new StoreError(28714, "$sqrt's argument must be greater than or equal to 0")
  if (isDecimal(value)) {
    const decimal = parseDecimal(value)
    if (isNegative(decimal) && !isZero(decimal)) throw negative
    return formatDecimal(sqrtDecimal(decimal))
  }
  const number = asNumber(value) ?? Number.NaN
  if (number < 0) throw negative
  return new Double(Math.sqrt(number))
}

function toWhole(
  name: string,
  value: NumberValue,
  rounding: Rounding,
  apply: (value: number) => number,
): Value {
  if (bsonType(value) === 'Double') return new Double(apply(asNumber(value) ?? Number.NaN))
  return isDecimal(value) ? quantized(name, value, 0, rounding) : value
}

function quantized(name: string, value: Decimal128, place: number, rounding: Rounding): Value {
  const result = quantizeDecimal(parseDecimal(value), -place, rounding)
  if (!result) throw notSupported(`${name} of a decimal to more than 34 digits`)
  return formatDecimal(result)
}

const [LOWEST_PLACE, HIGHEST_PLACE] = [-20, 100]

function placeOf(name: string, value: Value): number {
  const place = isNumber(value) ? asNumber(value) : undefined
  if (place === undefined || !Number.isInteger(place))
    throw new StoreError(51082, `precision argument to  ${name} must be a integral value`)
  if (place < LOWEST_PLACE || place > HIGHEST_PLACE)
    throw new StoreError(
      51083,
      `cannot apply ${name} with precision value ${place} value must be in [-20, 100]`,
    )
  return place
}

function roundTo(name: string, args: readonly Value[], rounding: Rounding): Value {
  const [value, wanted] = args
  if (isNullish(value) || (args.length > 1 && isNullish(wanted))) return null
  if (!isNumber(value))
    throw new StoreError(51081, `${name} only supports numeric types, not ${typeName(value)}`)
  const place = wanted === undefined ? 0 : placeOf(name, wanted)
  if (isDecimal(value)) return quantized(name, value, place, rounding)
  if (bsonType(value) === 'Double') return roundDouble(name, asNumber(value) ?? Number.NaN, place, rounding)
  if (place >= 0) return value
  const digits = quantizeDecimal(toDecimal(value), -place, rounding)
  const whole = digits ? digits.coefficient * 10n ** BigInt(digits.exponent) : 0n
  if (BigInt.asIntN(64, whole) !== whole)
    throw new StoreError(51080, `invalid conversion from Decimal128 result in ${name}`)
  return bsonType(value) === 'Long' ? Long.fromBigInt(whole) : intOrLong(whole)
}

/** The double's own digits are rounded, not those that it is written with: 2.675 is a little less and becomes 2.67. */
function roundDouble(name: string, value: number, place: number, rounding: Rounding): Double {
  if (!Number.isFinite(value)) return new Double(value)
  const result = quantizeDecimal(exactDecimal(value), -place, rounding)
  if (!result) {
    if (place <= 0) return new Double(value)
    throw notSupported(`${name} of a double to more than 34 digits`)
  }
  const number = Number(`${result.coefficient}e${result.exponent}`)
  return new Double(isNegative(result) && number === 0 ? -0 : number)
}

function bitwise(
  name: string,
  args: readonly Value[],
  start: bigint,
  apply: (a: bigint, b: bigint) => bigint,
): Value {
  let result = start
  let long = false
  for (const arg of args) {
    if (isNullish(arg)) return null
    const type = bsonType(arg)
    if (type !== 'Int32' && type !== 'Long')
      throw new StoreError(14, `${name} only supports int and long operands.`)
    long ||= type === 'Long'
    result = apply(result, toBigInt(arg as Int32 | Long))
  }
  return long ? Long.fromBigInt(result) : new Int32(Number(result))
}

function complement(value: NumberValue): Value {
  if (bsonType(value) === 'Int32') return new Int32(~(value as Int32).value)
  if (bsonType(value) === 'Long') return (value as Long).not()
  throw new StoreError(14, `$bitNot only supports int and long, not: ${typeName(value)}.`)
}

function compileRandom({ operand }: OperatorCall): ReturnType<Operators[string]> {
  if (typeof operand === 'object' && operand !== null && Object.keys(operand).length > 0)
    throw new StoreError(3040501, '$rand does not currently accept arguments')
  return () => new Double(Math.random())
}
