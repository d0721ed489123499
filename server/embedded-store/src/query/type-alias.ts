import type { Code } from 'bson'
import { asNumber, bsonType, isArray, type Value } from '../bson/value.ts'
import { badValue } from '../errors.ts'

const ALIASES: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(ALIASES).map(([name, code]) => [code, name]),
)
const NUMBER_TYPES = ['double', 'int', 'long', 'decimal']

const WRAPPERS: Readonly<Record<string, string>> = {
  Int32: 'int',
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  BSONRegExp: 'regex',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
  BSONSymbol: 'symbol',
  Code: 'javascript',
}

/** The name that `$type` gives a value; `missing` for an absent one. */
export function typeName(value: Value): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (value instanceof Date) return 'date'
  if (Array.isArray(value)) return 'array'
  const wrapper = bsonType(value)
  if (wrapper === 'Code' && (value as Code).scope) return 'javascriptWithScope'
  return WRAPPERS[wrapper ?? ''] ?? 'object'
}

export function parseTypeAlias(operand: Value): ReadonlySet<string> {
  const items = isArray(operand) ? operand : [operand]
  if (items.length === 0) throw badValue('$type must match at least one type')
  return new Set(items.flatMap(parseOne))
}

function parseOne(item: Value): readonly string[] {
  if (item === 'number') return NUMBER_TYPES
  if (typeof item === 'string') {
    if (!Object.hasOwn(ALIASES, item)) throw badValue(`Unknown type name alias: ${item}`)
    return [item]
  }
  const name = NAMES.get(asNumber(item) ?? Number.NaN)
  if (!name) throw badValue('Invalid numerical type code')
  return [name]
}
