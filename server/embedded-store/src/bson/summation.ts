import { type Decimal128, Double, Int32, Long } from 'bson'
import {
  addDecimal,
  type Decimal,
  decimalFromBigInt,
  divideDecimal,
  exactDecimal,
  formatDecimal,
  parseDecimal,
} from './decimal.ts'
import { bsonType, type NumberValue, type Value } from './value.ts'

const MIN_INT64 = -(1n << 63n)
const MAX_INT64 = (1n << 63n) - 1n
const TWO_32 = 0x1_0000_0000

type Width = 'int' | 'long' | 'double' | 'decimal'
const WIDTHS: Readonly<Record<string, Width>> = {
  Int32: 'int',
  Long: 'long',
  Double: 'double',
  Decimal128: 'decimal',
}
const RANK: Readonly<Record<Width, number>> = { int: 0, long: 1, double: 2, decimal: 3 }

/**
 * The sum of a stream of numbers as MongoDB's accumulators form it: doubles and integers in one compensated sum (two
 * doubles hold 106 bits, so integers stay exact), decimals in a sum of their own, the result as wide as the widest.
 */
export class Summation {
  count = 0
  #sum = 0
  #rest = 0
  /** The plain sum, which is right where infinities make the compensation NaN. */
  #plain = 0
  #decimal: Decimal | undefined
  #width: Width = 'int'

  add(value: NumberValue): void {
    this.count += 1
    const type = bsonType(value) ?? ''
    if (type === 'Int32') {
      this.#addDouble((value as Int32).value)
      return
    }
    const width = WIDTHS[type] ?? 'double'
    if (RANK[width] > RANK[this.#width]) this.#width = width
    if (width === 'double') this.#addDouble((value as Double).value)
    else if (width === 'long') this.#addLong(value as Long)
    else this.#addDecimal(parseDecimal(value as Decimal128))
  }

  #addDecimal(value: Decimal): void {
    this.#decimal = this.#decimal ? rounded(addDecimal(this.#decimal, value)) : value
  }

  #addLong(value: Long): void {
    const low = value.getLowBitsUnsigned()
    this.#addDouble(low)
    this.#addDouble(value.getHighBits() * TWO_32)
  }

  /** Two-sum steps: the rest first joins the value, then what the sum cannot hold becomes the new rest. */
  #addDouble(value: number): void {
    this.#plain += value
    const joined = value + this.#rest
    const lost = this.#rest - (joined - value)
    const before = this.#sum
    const sum = before + joined
    const part = sum - joined
    this.#rest = lost + (before - part + (joined - (sum - part)))
    this.#sum = sum
  }

  total(): NumberValue {
    if (this.#width === 'decimal') return formatDecimal(this.#decimalTotal())
    if (this.#width === 'double') return new Double(this.#double())
    const exact = BigInt(this.#sum) + BigInt(this.#rest)
    if (exact < MIN_INT64 || exact > MAX_INT64) return new Double(this.#double())
    const fitsInt = this.#width === 'int' && BigInt.asIntN(32, exact) === exact
    return fitsInt ? new Int32(Number(exact)) : Long.fromBigInt(exact)
  }

  /** Null where there was no number. */
  average(): Value {
    if (this.count === 0) return null
    if (this.#width !== 'decimal') return new Double(this.#double() / this.count)
    return formatDecimal(divideDecimal(rounded(this.#decimalTotal()), decimalFromBigInt(BigInt(this.count))))
  }

  #double(): number {
    return Number.isNaN(this.#sum) ? this.#plain : this.#sum
  }

  #decimalTotal(): Decimal {
    const others = Number.isFinite(this.#sum)
      ? rounded(addDecimal(exactDecimal(this.#sum), exactDecimal(this.#rest)))
      : exactDecimal(this.#plain)
    return addDecimal(this.#decimal ?? decimalFromBigInt(0n), others)
  }
}

/** Each step is kept in the format's 34 digits, as MongoDB keeps it. */
function rounded(value: Decimal): Decimal {
  return parseDecimal(formatDecimal(value))
}
