import type { Binary, BSONRegExp, BSONSymbol, Code, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { numberParts } from './number-key.ts'
import {
  bsonType,
  type Doc,
  fieldEntries,
  type NumberValue,
  TYPE_ORDER,
  typeOrder,
  type Value,
} from './value.ts'

type Compare = (a: never, b: never) => number

/** MongoDB's total order over all values. */
export function compareValues(a: Value, b: Value): number {
  if (a === b && typeof a !== 'object') return 0
  const order = typeOrder(a)
  const difference = order - typeOrder(b)
  if (difference !== 0) return difference
  const compare = COMPARE[order]
  return compare ? compare(a as never, b as never) : 0
}

export function valuesEqual(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0
}

const COMPARE: Readonly<Record<number, Compare>> = {
  [TYPE_ORDER.number]: compareNumbers,
  [TYPE_ORDER.string]: (a: string | BSONSymbol, b: string | BSONSymbol) =>
    compareStrings(textOf(a), textOf(b)),
  [TYPE_ORDER.object]: compareDocs,
  [TYPE_ORDER.array]: compareArrays,
  [TYPE_ORDER.binary]: compareBinary,
  [TYPE_ORDER.objectId]: (a: ObjectId, b: ObjectId) => Buffer.compare(a.id, b.id),
  [TYPE_ORDER.boolean]: (a: boolean, b: boolean) => Number(a) - Number(b),
  [TYPE_ORDER.date]: (a: Date, b: Date) => a.getTime() - b.getTime(),
  [TYPE_ORDER.timestamp]: (a: Timestamp, b: Timestamp) => a.compare(b),
  [TYPE_ORDER.regex]: (a: BSONRegExp, b: BSONRegExp) =>
    compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options),
  [TYPE_ORDER.code]: (a: Code, b: Code) => compareStrings(a.code, b.code),
  [TYPE_ORDER.codeWithScope]: (a: Code, b: Code) =>
    compareStrings(a.code, b.code) || compareDocs((a.scope ?? {}) as Doc, (b.scope ?? {}) as Doc),
}

export function textOf(value: string | BSONSymbol): string {
  return typeof value === 'string' ? value : value.value
}

export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const left = plain(a)
  const right = plain(b)
  if (left !== undefined && right !== undefined) return compareDoubles(left, right)
  if (bsonType(a) === 'Long' && bsonType(b) === 'Long') return (a as Long).compare(b as Long)
  const x = numberParts(a)
  const y = numberParts(b)
  return compareDoubles(x.floor, y.floor) || Buffer.compare(x.rest ?? NO_REST, y.rest ?? NO_REST)
}

/** An exact number sorts before those that have a rest above the same double (they begin with 2); see number-key. */
export const NO_REST: Buffer = Buffer.of(1)

function plain(value: NumberValue): number | undefined {
  const type = bsonType(value)
  return type === 'Int32' || type === 'Double' ? (value as Int32 | Double).value : undefined
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
}

/** UTF-8 byte order; JS compares UTF-16 units, which differs once surrogates meet U+E000 and above. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index)
    const y = b.charCodeAt(index)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x10000 : unit
}

function compareBinary(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value())
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const difference = compareValues(a[index], b[index])
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Field by field in stored order: type, then name, then value. `{a: 1, b: 2}` and `{b: 2, a: 1}` differ. */
function compareDocs(a: Doc, b: Doc): number {
  const left = fieldEntries(a)
  const right = fieldEntries(b)
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const [nameA = '', valueA] = left[index] ?? []
    const [nameB = '', valueB] = right[index] ?? []
    const difference =
      typeOrder(valueA) - typeOrder(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
