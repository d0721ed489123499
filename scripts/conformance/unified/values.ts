import { mongo } from 'mongoose'

/** What a driver hands out, in the few shapes that a match knows: maps and class instances become plain objects. */
export function fieldsOf(value: object): Map<string, unknown> {
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [String(key), item]))
  return new Map(Object.entries(value).filter(([, item]) => item !== undefined))
}

export function isDocument(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof Uint8Array) &&
    (value as { _bsontype?: unknown })._bsontype === undefined
  )
}

/** The number in any of its wrappers but Decimal128, which the format compares by itself. */
export function numeric(value: unknown): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  switch ((value as { _bsontype?: string } | null | undefined)?._bsontype) {
    case 'Int32':
    case 'Double':
      return (value as { value: number }).value
    case 'Long':
      return (value as mongo.Long).toBigInt()
    default:
      return undefined
  }
}

/** BSON's name of a value's type; a plain number that is whole may have been an int or a long. */
export function typeNames(value: unknown): readonly string[] {
  if (value === null) return ['null']
  if (typeof value === 'number') return Number.isInteger(value) ? ['int', 'long', 'double'] : ['double']
  const simple: Record<string, string> = {
    string: 'string',
    boolean: 'bool',
    bigint: 'long',
    undefined: 'undefined',
  }
  const name = simple[typeof value]
  if (name) return [name]
  if (Array.isArray(value)) return ['array']
  if (value instanceof Date) return ['date']
  if (value instanceof RegExp) return ['regex']
  if (value instanceof Uint8Array) return ['binData']
  return [WRAPPER_TYPES[String((value as { _bsontype?: unknown })._bsontype)] ?? 'object']
}

const WRAPPER_TYPES: Readonly<Record<string, string>> = {
  Int32: 'int',
  Long: 'long',
  Double: 'double',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  Timestamp: 'timestamp',
  Code: 'javascript',
  DBRef: 'dbPointer',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
}

/** Two values that are neither documents nor arrays; numbers of any type are equal when their amounts are. */
export function sameScalar(expected: unknown, actual: unknown): boolean {
  const left = numeric(expected)
  const right = numeric(actual)
  if (left !== undefined || right !== undefined) {
    if (left === undefined || right === undefined) return false
    return (
      left === right ||
      Object.is(left, right) ||
      (Number.isSafeInteger(Number(left)) && Number(left) === Number(right))
    )
  }
  if (expected === undefined || actual === undefined) return expected === actual
  return expected === actual || canonical(expected) === canonical(actual)
}

/** Extended JSON tells every type apart. */
function canonical(value: unknown): string {
  return mongo.BSON.EJSON.stringify({ value }, { relaxed: false })
}

/** A value as one reads it in a message. */
export function shown(value: unknown): string {
  try {
    const text = value === undefined ? 'nothing' : mongo.BSON.EJSON.stringify(value, { relaxed: true })
    return text.length > 160 ? `${text.slice(0, 160)}…` : text
  } catch {
    return String(value)
  }
}
