import mongoose from 'mongoose'

const { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } =
  mongoose.mongo

/**
 * A BSON value as the manual speaks of it: a type and what it holds. Documents are lists of fields, because their
 * order counts and no name may be special. `undefined` stands only inside sort keys.
 */
export type Value =
  | { t: 'minKey' | 'maxKey' | 'null' | 'undefined' }
  | { t: 'int' | 'long'; n: bigint }
  | { t: 'double'; n: number }
  | { t: 'decimal'; s: string }
  | { t: 'string'; s: string }
  | { t: 'object'; fields: Field[] }
  | { t: 'array'; items: Value[] }
  | { t: 'binary'; subtype: number; bytes: number[] }
  | { t: 'oid'; hex: string }
  | { t: 'bool'; b: boolean }
  | { t: 'date'; ms: bigint }
  | { t: 'timestamp'; n: bigint }
  | { t: 'regex'; pattern: string; flags: string }
export type Field = [string, Value]
export type ObjectValue = Extract<Value, { t: 'object' }>
export type ArrayValue = Extract<Value, { t: 'array' }>

export const nil: Value = { t: 'null' }
export const minKey: Value = { t: 'minKey' }
export const maxKey: Value = { t: 'maxKey' }
export const int = (n: number): Value => ({ t: 'int', n: BigInt(n) })
export const long = (n: number | bigint | string): Value => ({ t: 'long', n: BigInt(n) })
export const double = (n: number): Value => ({ t: 'double', n })
export const decimal = (s: string): Value => ({ t: 'decimal', s })
export const str = (s: string): Value => ({ t: 'string', s })
export const bool = (b: boolean): Value => ({ t: 'bool', b })
export const date = (ms: number): Value => ({ t: 'date', ms: BigInt(ms) })
export const timestamp = (seconds: number, counter = 0): Value => ({
  t: 'timestamp',
  n: (BigInt(seconds) << 32n) | BigInt(counter),
})
export const oid = (hex: string): Value => ({ t: 'oid', hex })
export const binary = (bytes: number[], subtype = 0): Value => ({ t: 'binary', subtype, bytes })
export const regex = (pattern: string, flags = ''): Value => ({ t: 'regex', pattern, flags })
export const arr = (...items: Value[]): ArrayValue => ({ t: 'array', items })
export const obj = (...fields: Field[]): ObjectValue => ({ t: 'object', fields })

/** Shorthand for tables: whole numbers are ints, others doubles, and a value that is one already stays as it is. */
export function of(plain: unknown): Value {
  if (plain === null) return nil
  if (typeof plain === 'number')
    return Number.isInteger(plain) && !Object.is(plain, -0) ? int(plain) : double(plain)
  if (typeof plain === 'string') return str(plain)
  if (typeof plain === 'boolean') return bool(plain)
  if (Array.isArray(plain)) return arr(...plain.map(of))
  if (plain instanceof Map) return obj(...[...plain].map(([name, value]): Field => [String(name), of(value)]))
  if (typeof (plain as Value).t === 'string') return plain as Value
  return obj(...Object.entries(plain as object).map(([name, value]): Field => [name, of(value)]))
}
export const doc = (plain: object): ObjectValue => of(plain) as ObjectValue

export function fieldOf(value: Value | undefined, name: string): Value | undefined {
  return value?.t === 'object' ? value.fields.find(([key]) => key === name)?.[1] : undefined
}

/** What the driver writes as exactly this value; documents are Maps, which keep every order of names. */
export function toDriver(value: Value): unknown {
  switch (value.t) {
    case 'int':
      return new Int32(Number(value.n))
    case 'long':
      return Long.fromString(value.n.toString())
    case 'double':
      return new Double(value.n)
    case 'decimal':
      return Decimal128.fromString(value.s)
    case 'string':
      return value.s
    case 'object':
      return new Map(value.fields.map(([name, field]) => [name, toDriver(field)]))
    case 'array':
      return value.items.map(toDriver)
    case 'binary':
      return new Binary(Uint8Array.from(value.bytes), value.subtype)
    case 'oid':
      return new ObjectId(value.hex)
    case 'bool':
      return value.b
    case 'date':
      return new Date(Number(value.ms))
    case 'timestamp':
      return new Timestamp(value.n)
    case 'regex':
      return new BSONRegExp(value.pattern, value.flags)
    case 'minKey':
      return new MinKey()
    case 'maxKey':
      return new MaxKey()
    default:
      return null
  }
}

/** One line that a person can read and compare: every type shows. */
export function show(value: Value | undefined): string {
  if (value === undefined) return 'missing'
  switch (value.t) {
    case 'int':
      return String(value.n)
    case 'long':
      return `${value.n}L`
    case 'double':
      return Object.is(value.n, -0) ? '-0d' : `${value.n}d`
    case 'decimal':
      return `${value.s}m`
    case 'string':
      return JSON.stringify(value.s)
    case 'object':
      return `{${value.fields.map(([name, field]) => `${name}: ${show(field)}`).join(', ')}}`
    case 'array':
      return `[${value.items.map(show).join(', ')}]`
    case 'binary':
      return `binary${value.subtype}(${value.bytes.join(' ')})`
    case 'oid':
      return `oid(${value.hex})`
    case 'bool':
      return String(value.b)
    case 'date':
      return `date(${value.ms})`
    case 'timestamp':
      return `timestamp(${value.n >> 32n},${value.n & 0xffffffffn})`
    case 'regex':
      return `/${value.pattern}/${value.flags}`
    default:
      return value.t
  }
}
