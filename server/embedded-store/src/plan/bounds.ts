import { Double } from 'bson'
import { encodeKey, KeyWriter, writeValue } from '../bson/key.ts'
import { asNumber, isArray, isNumber, TYPE_ORDER, typeOrder, type Value } from '../bson/value.ts'
import type { Comparison, Test } from '../query/filter.ts'
import { componentLimit, encodeRow, type IndexField } from '../storage/index-keys.ts'
import type { Predicate } from './predicates.ts'

export interface Interval {
  readonly start: Buffer
  /** Not included. */
  readonly end: Buffer
}

/** What an index can do with the conditions on one of its fields. */
export type FieldBounds =
  | {
      readonly kind: 'points'
      readonly values: readonly Value[]
      readonly used: readonly Predicate[]
      readonly exact: boolean
    }
  | {
      readonly kind: 'range'
      readonly low?: Edge
      readonly high?: Edge
      /** Strings that begin so, instead of edges. */
      readonly prefix?: string
      /** Single values besides the range. */
      readonly points?: readonly Value[]
      readonly order: number
      readonly used: readonly Predicate[]
      readonly exact: boolean
    }

interface Edge {
  readonly value: Value
  readonly inclusive: boolean
}

const RANGE_TYPES: ReadonlySet<number> = new Set([
  TYPE_ORDER.number,
  TYPE_ORDER.string,
  TYPE_ORDER.date,
  TYPE_ORDER.objectId,
  TYPE_ORDER.boolean,
  TYPE_ORDER.timestamp,
])

/** Arrays match by whole or by element and undefined matches nothing, so neither names one place in an index. */
function isPoint(value: Value): boolean {
  return value !== undefined && !isArray(value)
}

export function boundsOf(
  predicates: readonly Predicate[],
  { multikey }: { multikey: boolean },
): FieldBounds | undefined {
  return pointsOf(predicates) ?? rangeOf(predicates, multikey)
}

function pointsOf(predicates: readonly Predicate[]): FieldBounds | undefined {
  for (const predicate of predicates) {
    const values = pointValues(predicate.test)
    if (!values) continue
    return { kind: 'points', values, used: [predicate], exact: predicate.complete && !values.includes(null) }
  }
  return undefined
}

function pointValues(test: Test): readonly Value[] | undefined {
  if (test.op === 'eq') return isPoint(test.value) ? [test.value] : undefined
  if (test.op === 'in' && test.regexes.length === 0)
    return test.values.every(isPoint) ? test.values : undefined
  return undefined
}

function isComparison(op: Test['op']): op is Comparison {
  return op === 'gt' || op === 'gte' || op === 'lt' || op === 'lte'
}

function rangeOf(predicates: readonly Predicate[], multikey: boolean): FieldBounds | undefined {
  const edges = predicates.flatMap((predicate) => {
    const edge = edgeOf(predicate.test)
    return edge ? [{ ...edge, predicate }] : []
  })
  const [first] = edges
  if (!first) return elementRange(predicates) ?? prefixRange(predicates)
  // Two elements of an array may fulfil two sides of a range, so only one side may narrow the search.
  const other = multikey
    ? undefined
    : edges.find(({ side, order }) => side !== first.side && order === first.order)
  const low = first.side === 'low' ? first : other
  const high = first.side === 'low' ? other : first
  const used = [first, ...(other ? [other] : [])].map(({ predicate }) => predicate)
  const exact = used.every(({ complete }) => complete)
  return { kind: 'range', ...(low && { low }), ...(high && { high }), order: first.order, used, exact }
}

/** `$elemMatch` with a lower and an upper edge: one element is between them, so both may narrow the search. */
function elementRange(predicates: readonly Predicate[]): FieldBounds | undefined {
  for (const predicate of predicates) {
    if (predicate.test.op !== 'elemMatchValue') continue
    const edges = predicate.test.tests.flatMap((test) => edgeOf(test) ?? [])
    const [first] = edges
    if (!first) continue
    const same = edges.filter(({ order }) => order === first.order)
    const low = same.find(({ side }) => side === 'low')
    const high = same.find(({ side }) => side === 'high')
    const used = [predicate]
    return {
      kind: 'range',
      ...(low && { low }),
      ...(high && { high }),
      order: first.order,
      used,
      exact: false,
    }
  }
  return undefined
}

function edgeOf(test: Test): (Edge & { side: 'low' | 'high'; order: number }) | undefined {
  if (!isComparison(test.op) || !('value' in test)) return undefined
  const order = typeOrder(test.value)
  if (!RANGE_TYPES.has(order)) return undefined
  if (isNumber(test.value) && Number.isNaN(asNumber(test.value))) return undefined
  const side = test.op === 'gt' || test.op === 'gte' ? 'low' : 'high'
  return { value: test.value, inclusive: test.op === 'gte' || test.op === 'lte', side, order }
}

const LITERAL_PREFIX = /^\^([\w @:,;<>=!"'%&/~#-]+)/

/** `/^abc/` is a range of strings, and the pattern itself as a value; it is still asked of each document. */
function prefixRange(predicates: readonly Predicate[]): FieldBounds | undefined {
  for (const predicate of predicates) {
    if (predicate.test.op !== 'regex') continue
    const { pattern, options } = predicate.test.regex.source
    const literal = LITERAL_PREFIX.exec(pattern)?.[1]
    if (!literal || options !== '' || pattern.includes('|')) continue
    const next = pattern[literal.length + 1]
    const prefix = next !== undefined && '*?{+'.includes(next) ? literal.slice(0, -1) : literal
    if (prefix === '') continue
    return {
      kind: 'range',
      prefix,
      points: [predicate.test.regex.source],
      order: TYPE_ORDER.string,
      used: [predicate],
      exact: false,
    }
  }
  return undefined
}

/** Do the bounds leave out documents that lack the field? A sparse index has no entry for those. */
export function excludesMissing(bounds: FieldBounds): boolean {
  return bounds.kind === 'range' || !bounds.values.some((value) => value === null)
}

export function pointKeys(
  values: readonly Value[],
  fields: readonly IndexField[],
  position: number,
): Buffer[] {
  const field = fields[position]
  if (!field) return []
  return values.map((value) => encodeComponent(value, field, fields.length))
}

/** Written exactly as the index writes it, cut and digest included. */
function encodeComponent(value: Value, field: IndexField, fieldCount: number): Buffer {
  const padding = Array.from({ length: fieldCount }, () => field)
  const whole = encodeRow([value, ...Array.from({ length: fieldCount - 1 }, () => null)], padding).key
  return whole.subarray(0, whole.length - (fieldCount - 1))
}

const WRITER = new KeyWriter()
const DIGEST_ROOM = 40
/** With the most fields that an index may have, this much of a long text is kept as it is. */
const SHORTENED_BYTES = componentLimit(16) - DIGEST_ROOM
const NAN_KEY = encodeKey(new Double(Number.NaN))

/** The range on the last bounded field, as the bytes that follow the prefix of equal fields. */
export function rangeInterval(
  bounds: Extract<FieldBounds, { kind: 'range' }>,
  field: IndexField,
  fieldCount: number,
): Interval {
  const { low, high, prefix, order } = bounds
  if (prefix !== undefined) return prefixInterval(prefix, field)
  // NaN stands before all other numbers and is in no range of them.
  const floor =
    order === TYPE_ORDER.number ? { bytes: NAN_KEY, after: true } : { bytes: Buffer.of(order), after: false }
  const ceiling = { bytes: Buffer.of(order), after: true }
  const lower = low ? (edgeBytes(low, { after: !low.inclusive, fieldCount }) ?? floor) : floor
  const upper = high ? (edgeBytes(high, { after: high.inclusive, fieldCount }) ?? ceiling) : ceiling
  if (field.direction === 1) return { start: place(lower), end: place(upper) }
  return {
    start: place({ bytes: inverted(upper.bytes), after: !upper.after }),
    end: place({ bytes: inverted(lower.bytes), after: !lower.after }),
  }
}

function prefixInterval(prefix: string, field: IndexField): Interval {
  const text = Buffer.concat([Buffer.of(TYPE_ORDER.string), Buffer.from(prefix)])
  // What is kept shortened still begins with its first bytes; only a prefix longer than that says nothing.
  const bytes = text.subarray(0, SHORTENED_BYTES)
  const start = field.direction === 1 ? bytes : inverted(bytes)
  return { start, end: successor(start) }
}

function edgeBytes(
  edge: Edge,
  { after, fieldCount }: { after: boolean; fieldCount: number },
): { bytes: Buffer; after: boolean } | undefined {
  WRITER.reset()
  writeValue(WRITER, edge.value)
  // Beyond this length the index keeps a digest, whose order says nothing.
  if (WRITER.length > componentLimit(fieldCount) - DIGEST_ROOM) return undefined
  return { bytes: WRITER.copy(), after }
}

function place({ bytes, after }: { bytes: Buffer; after: boolean }): Buffer {
  return after ? successor(bytes) : bytes
}

function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => 0xff - byte))
}

/** The first key that does not begin with these bytes. */
export function successor(bytes: Buffer): Buffer {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0xff) length -= 1
  const next = Buffer.from(bytes.subarray(0, length))
  if (length > 0) next[length - 1] = (next[length - 1] ?? 0) + 1
  return next
}
