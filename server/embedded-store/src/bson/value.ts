import type {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { Double, Int32, Long } from 'bson'

export type NumberValue = Int32 | Double | Long | Decimal128

/** Numbers stay in their wrappers everywhere, because a double that becomes an int on the way is a wrong answer. */
export type Value =
  | undefined
  | null
  | boolean
  | string
  | Date
  | NumberValue
  | ObjectId
  | Binary
  | BSONRegExp
  | Timestamp
  | Code
  | BSONSymbol
  | MinKey
  | MaxKey
  | readonly Value[]
  | Doc

/** A document; see `fieldKey` for how its fields are kept. */
export interface Doc {
  [field: string]: Value
}

/** MongoDB's order of types; also the first byte of every encoded key. */
export const TYPE_ORDER = {
  minKey: 0x01,
  undefined: 0x05,
  null: 0x0a,
  number: 0x14,
  string: 0x1e,
  object: 0x28,
  array: 0x32,
  binary: 0x3c,
  objectId: 0x46,
  boolean: 0x50,
  date: 0x5a,
  timestamp: 0x5f,
  regex: 0x64,
  code: 0x6e,
  codeWithScope: 0x78,
  maxKey: 0xf0,
} as const

const WRAPPER_ORDER: Readonly<Record<string, number>> = {
  Int32: TYPE_ORDER.number,
  Double: TYPE_ORDER.number,
  Long: TYPE_ORDER.number,
  Decimal128: TYPE_ORDER.number,
  BSONSymbol: TYPE_ORDER.string,
  Binary: TYPE_ORDER.binary,
  ObjectId: TYPE_ORDER.objectId,
  Timestamp: TYPE_ORDER.timestamp,
  BSONRegExp: TYPE_ORDER.regex,
  MinKey: TYPE_ORDER.minKey,
  MaxKey: TYPE_ORDER.maxKey,
}

export function bsonType(value: Value): string | undefined {
  return (value as { _bsontype?: string } | null | undefined)?._bsontype
}

export function isDoc(value: Value): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    (value as { _bsontype?: unknown })._bsontype === undefined
  )
}

export function isArray(value: Value): value is Value[] {
  return Array.isArray(value)
}

export function isNumber(value: Value): value is NumberValue {
  const type = bsonType(value)
  return type === 'Int32' || type === 'Double' || type === 'Long' || type === 'Decimal128'
}

export function isNullish(value: Value): value is null | undefined {
  return value === null || value === undefined
}

export function typeOrder(value: Value): number {
  if (value === undefined) return TYPE_ORDER.undefined
  if (value === null) return TYPE_ORDER.null
  if (typeof value === 'string') return TYPE_ORDER.string
  if (typeof value === 'boolean') return TYPE_ORDER.boolean
  if (value instanceof Date) return TYPE_ORDER.date
  if (Array.isArray(value)) return TYPE_ORDER.array
  const wrapper = bsonType(value)
  if (wrapper === undefined) return TYPE_ORDER.object
  if (wrapper === 'Code') return (value as Code).scope ? TYPE_ORDER.codeWithScope : TYPE_ORDER.code
  return WRAPPER_ORDER[wrapper] ?? TYPE_ORDER.object
}

/**
 * JavaScript moves whole numbers before all other names of an object, reads `__proto__` as something else, and the
 * bson package takes `_bsontype` for a mark of its classes. Such names stand in a `Doc` behind a zero byte, which no
 * name of BSON can hold: so every field keeps its place and none has a meaning. A name that is marked already stays
 * as it is, so what `Object.keys` gives may be passed on as a name; only who shows or compares names has to unmark them.
 */
const MARK = '\0'
const WHOLE_NUMBER = /^\d+$/

/** The property of a `Doc` under which a field stands. */
export function fieldKey(name: string): string {
  const first = name.charCodeAt(0)
  if (first === 0x5f) return name === '__proto__' || name === '_bsontype' ? MARK + name : name
  return first >= 0x30 && first <= 0x39 && WHOLE_NUMBER.test(name) ? MARK + name : name
}

/** The name that a field has outside. */
export function fieldName(key: string): string {
  return key.charCodeAt(0) === 0 ? key.slice(1) : key
}

export function hasField(doc: Doc, name: string): boolean {
  return Object.hasOwn(doc, fieldKey(name))
}

export function getField(doc: Doc, name: string): Value {
  const key = fieldKey(name)
  return Object.hasOwn(doc, key) ? doc[key] : undefined
}

export function setField(doc: Doc, name: string, value: Value): void {
  doc[fieldKey(name)] = value
}

export function deleteField(doc: Doc, name: string): void {
  delete doc[fieldKey(name)]
}

/** The fields in their order, by the names that they have outside. */
export function fieldEntries(doc: Doc): [string, Value][] {
  return Object.entries(doc).map(([key, value]) => [fieldName(key), value])
}

/** The positions of an array as the fields of a document, which is how paths and filters may see it. */
export function arrayAsDoc(items: readonly Value[]): Doc {
  const doc: Doc = {}
  for (const [index, item] of items.entries()) setField(doc, String(index), item)
  return doc
}

/** The value as a JS number, or undefined when it is no number; Decimal128 and Long may lose digits. */
export function asNumber(value: Value): number | undefined {
  switch (bsonType(value)) {
    case 'Int32':
    case 'Double':
      return (value as Int32 | Double).value
    case 'Long':
      return (value as Long).toNumber()
    case 'Decimal128':
      return Number((value as Decimal128).toString())
    default:
      return undefined
  }
}

export function isTruthy(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false
  const number = asNumber(value)
  return number === undefined || number !== 0
}

export function int(value: number): Int32 {
  return new Int32(value)
}

export function double(value: number): Double {
  return new Double(value)
}

/** The narrowest integer type, as the shell and the server do for counts. */
export function integer(value: number): Int32 | Long {
  return Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff
    ? new Int32(value)
    : Long.fromNumber(value)
}
