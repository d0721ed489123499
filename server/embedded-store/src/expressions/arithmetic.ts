import { type Decimal128, Double, Int32, Long } from 'bson'
import { isDecimal, toBigInt, toDecimal } from '../bson/arithmetic.ts'
import {
  absDecimal,
  addDecimal,
  type Decimal,
  divideDecimal,
  formatDecimal,
  isZero,
  moduloDecimal,
  multiplyDecimal,
  negateDecimal,
  parseDecimal,
} from '../bson/decimal.ts'
import { asNumber, bsonType, isNullish, isNumber, type NumberValue, type Value } from '../bson/value.ts'
import { notSupported, StoreError } from '../errors.ts'
import { typeName } from '../query/type-alias.ts'
import { ANY_COUNT, eager, type Operators } from './operator.ts'

export const ARITHMETIC: Operators = {
  $add: eager(ANY_COUNT, sumOfArguments),
  $subtract: eager({ min: 2, max: 2 }, ([a, b]) => subtract(a, b)),
  $multiply: eager(ANY_COUNT, productOfArguments),
  $divide: eager({ min: 2, max: 2 }, ([a, b]) => divide(a, b)),
  $mod: eager({ min: 2, max: 2 }, ([a, b]) => modulo(a, b)),
  $pow: eager({ min: 2, max: 2 }, ([a, b]) => power(a, b)),
}

const MIN_LONG = -(1n << 63n)
const MAX_LONG = (1n << 63n) - 1n

export function fitsLong(value: bigint): boolean {
  return value >= MIN_LONG && value <= MAX_LONG
}

/** An int where it fits, else a long: what MongoDB makes of integers whose operands were all ints. */
export function intOrLong(value: bigint): Int32 | Long {
  return BigInt.asIntN(32, value) === value ? new Int32(Number(value)) : Long.fromBigInt(value)
}

/** The running result of a chain of additions or multiplications, which widens when an operand is wider. */
interface Running {
  readonly kind: 'int' | 'long' | 'double' | 'decimal'
  readonly long: bigint
  readonly double: number
  readonly decimal: Decimal
}

const KINDS: Readonly<Record<string, Running['kind']>> = {
  Int32: 'int',
  Long: 'long',
  Double: 'double',
  Decimal128: 'decimal',
}
const WIDTH = { int: 0, long: 1, double: 2, decimal: 3 } as const

export function kindOf(value: NumberValue): Running['kind'] {
  return KINDS[bsonType(value) ?? ''] ?? 'double'
}

function wider(a: Running['kind'], b: Running['kind']): Running['kind'] {
  return WIDTH[a] >= WIDTH[b] ? a : b
}

function rounded(value: Decimal): Decimal {
  return parseDecimal(formatDecimal(value))
}

function resultOf({ kind, long, double, decimal }: Running): NumberValue {
  if (kind === 'decimal') return formatDecimal(decimal)
  if (kind === 'double') return new Double(double)
  return kind === 'long' ? Long.fromBigInt(long) : intOrLong(long)
}

interface Chain {
  readonly long: (a: bigint, b: bigint) => bigint
  readonly double: (a: number, b: number) => number
  readonly decimal: (a: Decimal, b: Decimal) => Decimal
}

const SUM: Chain = { long: (a, b) => a + b, double: (a, b) => a + b, decimal: addDecimal }
const PRODUCT: Chain = { long: (a, b) => a * b, double: (a, b) => a * b, decimal: multiplyDecimal }

/** One step from left to right; an integer result that no long holds becomes a double and stays one. */
function step(chain: Chain, running: Running, operand: NumberValue): Running {
  const kind = wider(running.kind, kindOf(operand))
  if (kind === 'decimal') {
    const decimal = rounded(chain.decimal(asDecimal(running), toDecimal(operand)))
    return { ...running, kind, decimal }
  }
  if (kind !== 'double') {
    const long = chain.long(running.long, toBigInt(operand))
    if (fitsLong(long)) return { ...running, kind, long, double: Number(long) }
  }
  const before = running.kind === 'double' ? running.double : Number(running.long)
  return { ...running, kind: 'double', double: chain.double(before, asNumber(operand) ?? Number.NaN) }
}

function asDecimal({ kind, long, double, decimal }: Running): Decimal {
  if (kind === 'decimal') return decimal
  return kind === 'double' ? toDecimal(new Double(double)) : { coefficient: long, exponent: 0 }
}

const NO_DECIMAL: Decimal = { coefficient: 0n, exponent: 0 }
const ZERO: Running = { kind: 'int', long: 0n, double: 0, decimal: NO_DECIMAL }
const ONE: Running = { kind: 'int', long: 1n, double: 1, decimal: NO_DECIMAL }

export function sumOfArguments(args: readonly Value[]): Value {
  const quick = args.length === 2 ? addSmall(args[0], args[1]) : undefined
  if (quick) return quick
  let running = ZERO
  let dated = false
  for (const arg of args) {
    if (isNullish(arg)) return null
    if (arg instanceof Date) {
      if (dated) throw new StoreError(16612, 'only one date allowed in an $add expression')
      dated = true
      running = step(SUM, running, Long.fromNumber(arg.getTime()))
      // A date among ints leaves the sum as narrow as the numbers; only its size counts.
    } else if (isNumber(arg)) running = step(SUM, running, arg)
    else throw new StoreError(14, `$add only supports numeric or date types, not ${typeName(arg)}`)
  }
  return dated ? dateOf(running) : resultOf(running)
}

function addSmall(a: Value, b: Value): Int32 | Double | undefined {
  const [left, right] = [bsonType(a), bsonType(b)]
  const whole = left === 'Int32' && right === 'Int32'
  if (!whole && !(left === 'Double' && right === 'Double')) return undefined
  const sum = (a as Int32 | Double).value + (b as Int32 | Double).value
  if (!whole) return new Double(sum)
  return sum === (sum | 0) ? new Int32(sum) : undefined
}

const MAX_DATE_MS = 8_640_000_000_000_000

export function dateAt(ms: number): Date {
  if (Math.abs(ms) <= MAX_DATE_MS) return new Date(ms)
  throw Number.isFinite(ms)
    ? notSupported('a date this far away')
    : new StoreError(15, 'date overflow in $add')
}

function dateOf(running: Running): Date {
  if (running.kind === 'decimal') throw notSupported('$add of a date and a decimal')
  if (running.kind !== 'double') return dateAt(Number(running.long))
  // Half a millisecond is rounded away from zero.
  return dateAt(Math.sign(running.double) * Math.round(Math.abs(running.double)))
}

export function productOfArguments(args: readonly Value[]): Value {
  let running = ONE
  for (const arg of args) {
    if (isNullish(arg)) return null
    if (!isNumber(arg))
      throw new StoreError(14, `$multiply only supports numeric types, not ${typeName(arg)}`)
    running = step(PRODUCT, running, arg)
  }
  return resultOf(running)
}

export function subtract(a: Value, b: Value): Value {
  if (isNumber(a) && isNumber(b)) return difference(a, b)
  if (isNullish(a) || isNullish(b)) return null
  if (!(a instanceof Date)) throw new StoreError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`)
  if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  if (!isNumber(b)) throw new StoreError(14, `can't $subtract ${typeName(b)} from Date`)
  const ms = asNumber(b) ?? Number.NaN
  if (!Number.isInteger(ms)) throw notSupported('$subtract of a fraction of a millisecond from a date')
  return dateAt(a.getTime() - ms)
}

function difference(a: NumberValue, b: NumberValue): NumberValue {
  const kind = wider(kindOf(a), kindOf(b))
  if (kind === 'decimal') return formatDecimal(addDecimal(toDecimal(a), negateDecimal(toDecimal(b))))
  const plain = (asNumber(a) ?? 0) - (asNumber(b) ?? 0)
  if (kind === 'double') return new Double(plain)
  const exact = toBigInt(a) - toBigInt(b)
  if (!fitsLong(exact)) return new Double(plain)
  return kind === 'long' ? Long.fromBigInt(exact) : intOrLong(exact)
}

export function divide(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) {
    if (isNullish(a) || isNullish(b)) return null
    throw new StoreError(14, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  }
  if (isDecimal(a) || isDecimal(b)) {
    const divisor = toDecimal(b)
    if (isZero(divisor)) throw new StoreError(2, "can't $divide by zero")
    return formatDecimal(divideDecimal(toDecimal(a), divisor))
  }
  const divisor = asNumber(b) ?? Number.NaN
  if (divisor === 0) throw new StoreError(2, "can't $divide by zero")
  return new Double((asNumber(a) ?? Number.NaN) / divisor)
}

function modulo(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) {
    if (isNullish(a) || isNullish(b)) return null
    throw new StoreError(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  }
  const [left, right] = [kindOf(a), kindOf(b)]
  const divisor = asNumber(b) ?? Number.NaN
  if (divisor === 0) throw new StoreError(16610, "can't $mod by zero")
  if (left === 'decimal' || right === 'decimal')
    return formatDecimal(moduloDecimal(toDecimal(a), toDecimal(b)))
  // A divisor that is a whole double of int size counts as an integer, as in MongoDB.
  if (left === 'double' || (right === 'double' && divisor !== (divisor | 0)))
    return new Double((asNumber(a) ?? Number.NaN) % divisor)
  const rest = toBigInt(a) % toBigInt(b)
  return left === 'long' || right === 'long' ? Long.fromBigInt(rest) : new Int32(Number(rest))
}

function power(a: Value, b: Value): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (!isNumber(a)) throw new StoreError(28762, `$pow's base must be numeric, not ${typeName(a)}`)
  if (!isNumber(b)) throw new StoreError(28763, `$pow's exponent must be numeric, not ${typeName(b)}`)
  const [left, right] = [kindOf(a), kindOf(b)]
  if (left === 'decimal' || right === 'decimal') throw notSupported('$pow over decimals')
  const [base, exponent] = [asNumber(a) ?? Number.NaN, asNumber(b) ?? Number.NaN]
  if (base === 0 && exponent < 0)
    throw new StoreError(28764, '$pow cannot take a base of 0 and a negative exponent')
  if (left === 'double' || right === 'double') return new Double(realPower(base, exponent))
  const exact = integerPower(toBigInt(a), toBigInt(b))
  if (exact === undefined) return new Double(base ** exponent)
  return left === 'long' || right === 'long' ? Long.fromBigInt(exact) : intOrLong(exact)
}

/** C's pow, which unlike JavaScript's gives 1 for 1 to the NaN and for ±1 to the infinite. */
function realPower(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent))) return 1
  return base ** exponent
}

/** Undefined where no long holds the result. */
function integerPower(base: bigint, exponent: bigint): bigint | undefined {
  if (base === 0n) return exponent === 0n ? 1n : 0n
  if (base === 1n) return 1n
  if (base === -1n) return exponent % 2n === 0n ? 1n : -1n
  if (exponent < 0n || exponent > 63n) return undefined
  const result = base ** exponent
  return fitsLong(result) ? result : undefined
}

/** The value without its sign, for `$abs`. @throws 28680 for the lowest long, whose positive does not exist. */
export function absolute(value: NumberValue): NumberValue {
  const kind = kindOf(value)
  if (kind === 'double') return new Double(Math.abs(asNumber(value) ?? Number.NaN))
  if (kind === 'decimal') return formatDecimal(absDecimal(parseDecimal(value as Decimal128)))
  const exact = toBigInt(value)
  if (exact === MIN_LONG) throw new StoreError(28680, "can't take $abs of long long min")
  const positive = exact < 0n ? -exact : exact
  return kind === 'long' ? Long.fromBigInt(positive) : intOrLong(positive)
}
