import type { Value } from './values.ts'

/**
 * The order of all values, from the manual's page on comparison and sort order. Types first, and numbers of all four
 * types are one type; two documents go field by field: the types of the values, then the names, then the values.
 */
const RANKS: Record<Value['t'], number> = {
  minKey: -1,
  undefined: 0,
  null: 5,
  int: 10,
  long: 10,
  double: 10,
  decimal: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  oid: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  maxKey: 127,
}

/** A missing value ranks like an undefined one. */
export function rank(value: Value | undefined): number {
  return value === undefined ? 0 : RANKS[value.t]
}

const sign = (difference: number | bigint): number => (difference < 0 ? -1 : difference > 0 ? 1 : 0)

/** The fraction that a finite number is exactly, or which of the special ones it is. */
type Exact = { top: bigint; bottom: bigint } | 'nan' | 'infinity' | '-infinity'

export function exact(value: Value): Exact {
  if (value.t === 'int' || value.t === 'long') return { top: value.n, bottom: 1n }
  if (value.t === 'double') return exactDouble(value.n)
  if (value.t === 'decimal') return exactDecimal(value.s)
  throw new Error(`${value.t} is no number`)
}

function exactDouble(n: number): Exact {
  if (Number.isNaN(n)) return 'nan'
  if (n === Infinity) return 'infinity'
  if (n === -Infinity) return '-infinity'
  let bottom = 1n
  let scaled = n
  // Doubling is exact, and every finite double is a whole number after at most 1074 of them.
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    bottom *= 2n
  }
  return { top: BigInt(scaled), bottom }
}

function exactDecimal(text: string): Exact {
  if (text === 'NaN') return 'nan'
  if (text === 'Infinity') return 'infinity'
  if (text === '-Infinity') return '-infinity'
  const { coefficient, exponent } = decimalParts(text)
  return exponent >= 0
    ? { top: coefficient * 10n ** BigInt(exponent), bottom: 1n }
    : { top: coefficient, bottom: 10n ** BigInt(-exponent) }
}

export function decimalParts(text: string): { coefficient: bigint; exponent: number } {
  const [, minus, whole = '', part = '', exponent = '0'] =
    /^(-?)(\d*)(?:\.(\d*))?(?:E([+-]?\d+))?$/.exec(text) ?? []
  const coefficient = BigInt(`${whole}${part}`)
  return { coefficient: minus ? -coefficient : coefficient, exponent: Number(exponent) - part.length }
}

function compareNumbers(left: Value, right: Value): number {
  const order = ['nan', '-infinity', 'finite', 'infinity']
  const [a, b] = [exact(left), exact(right)]
  const place = (side: Exact): number => order.indexOf(typeof side === 'string' ? side : 'finite')
  if (typeof a === 'string' || typeof b === 'string') return sign(place(a) - place(b))
  return sign(a.top * b.bottom - b.top * a.bottom)
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8')

export function compare(left: Value | undefined, right: Value | undefined): number {
  const types = rank(left) - rank(right)
  if (types !== 0) return sign(types)
  if (left === undefined || right === undefined) return 0
  switch (left.t) {
    case 'int':
    case 'long':
    case 'double':
    case 'decimal':
      return compareNumbers(left, right)
    case 'string':
      return Buffer.compare(bytesOf(left.s), bytesOf((right as typeof left).s))
    case 'object':
      return compareFields(left.fields, (right as typeof left).fields)
    case 'array':
      return compareItems(left.items, (right as typeof left).items)
    case 'binary': {
      const other = right as typeof left
      return (
        sign(left.bytes.length - other.bytes.length) ||
        sign(left.subtype - other.subtype) ||
        Buffer.compare(Buffer.from(left.bytes), Buffer.from(other.bytes))
      )
    }
    case 'oid':
      return sign(left.hex.localeCompare((right as typeof left).hex, 'en'))
    case 'bool':
      return sign(Number(left.b) - Number((right as typeof left).b))
    case 'date':
      return sign(left.ms - (right as typeof left).ms)
    case 'timestamp':
      return sign(left.n - (right as typeof left).n)
    case 'regex': {
      const other = right as typeof left
      return (
        Buffer.compare(bytesOf(left.pattern), bytesOf(other.pattern)) ||
        Buffer.compare(bytesOf(left.flags), bytesOf(other.flags))
      )
    }
    default:
      return 0
  }
}

function compareFields(left: [string, Value][], right: [string, Value][]): number {
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const order =
      sign(rank(value) - rank(other[1])) ||
      Buffer.compare(bytesOf(name), bytesOf(other[0])) ||
      compare(value, other[1])
    if (order !== 0) return order
  }
  return sign(left.length - right.length)
}

function compareItems(left: Value[], right: Value[]): number {
  for (const [index, value] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const order = compare(value, other)
    if (order !== 0) return order
  }
  return sign(left.length - right.length)
}

export const equal = (left: Value | undefined, right: Value | undefined): boolean =>
  compare(left, right) === 0
