import { KeyWriter, writeValue } from '../bson/key.ts'
import { type Doc, getField, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'

export interface IndexField {
  readonly path: string
  readonly parts: readonly string[]
  readonly direction: 1 | -1
}

/** The values of one index entry, one per field of the index. */
export type KeyRow = readonly Value[]

export interface KeyRows {
  readonly rows: readonly KeyRow[]
  /** Some value came out of an array, so one document may have several entries. */
  readonly multikey: boolean
  /** At least one field exists; a sparse index keeps only such documents. */
  readonly present: boolean
}

/** LMDB's keys end at 1978 bytes; this leaves room for the prefix and the record id. */
const MAX_KEY_BYTES = 1900
const NUMERIC = /^(?:0|[1-9]\d*)$/

export function componentLimit(fieldCount: number): number {
  return Math.floor(MAX_KEY_BYTES / fieldCount)
}

/** Every combination of values under which a document is found, as MongoDB's multikey rules say. */
export function keyRows(
  doc: Doc,
  fields: readonly IndexField[],
  missing: 'null-for-missing' | 'keep-missing' = 'null-for-missing',
): KeyRows {
  const state = { multikey: false, present: false }
  const cursors = fields.map((field) => ({ value: doc as Value, parts: field.parts, at: 0, leaf: false }))
  const rows: KeyRow[] = []
  expand(cursors, { rows, state, missing: missing === 'keep-missing' ? undefined : null })
  return { rows, multikey: state.multikey, present: state.present }
}

interface Cursor {
  readonly value: Value
  readonly parts: readonly string[]
  readonly at: number
  /** An element taken out of an array at the end of the path is not taken apart again. */
  readonly leaf: boolean
}

interface Expansion {
  readonly rows: KeyRow[]
  readonly state: { multikey: boolean; present: boolean }
  readonly missing: null | undefined
}

function expand(cursors: readonly Cursor[], expansion: Expansion): void {
  const walked = cursors.map(walk)
  const arrays = new Set<Value>()
  for (const cursor of walked) if (atArray(cursor)) arrays.add(cursor.value)
  if (arrays.size > 1) throw new StoreError(171, 'cannot index parallel arrays')
  const [array] = arrays
  if (!isArray(array)) {
    if (walked.some((cursor) => cursor.value !== undefined)) expansion.state.present = true
    expansion.rows.push(
      walked.map((cursor) => (cursor.value === undefined && !cursor.leaf ? expansion.missing : cursor.value)),
    )
    return
  }
  expansion.state.multikey = true
  expansion.state.present = true
  const elements = array.length === 0 ? [undefined] : array
  for (const element of elements) {
    expand(
      walked.map((cursor) => (cursor.value === array && atArray(cursor) ? enter(cursor, element) : cursor)),
      expansion,
    )
  }
}

function atArray(cursor: Cursor): boolean {
  return !cursor.leaf && isArray(cursor.value)
}

function enter(cursor: Cursor, element: Value): Cursor {
  if (cursor.at === cursor.parts.length) return { ...cursor, value: element, leaf: true }
  return {
    ...cursor,
    value: isDoc(element) ? element : undefined,
    at: isDoc(element) ? cursor.at : cursor.parts.length,
  }
}

/** Goes down the path until it ends or an array has to be taken apart. */
function walk(cursor: Cursor): Cursor {
  let { value, at } = cursor
  const { parts } = cursor
  while (at < parts.length) {
    const part = parts[at] ?? ''
    if (isDoc(value)) value = getField(value, part)
    else if (isArray(value) && NUMERIC.test(part) && Number(part) < value.length) value = value[Number(part)]
    else if (isArray(value)) break
    else {
      value = undefined
      at = parts.length
      break
    }
    at += 1
  }
  return { ...cursor, value, at }
}

const WRITER = new KeyWriter()

export interface EncodedKey {
  readonly key: Buffer
  /** Some component was too long for LMDB and is kept as its beginning and a digest: equality is right, order is not. */
  readonly shortened: boolean
}

export function encodeRow(row: KeyRow, fields: readonly IndexField[]): EncodedKey {
  const limit = componentLimit(fields.length)
  let shortened = false
  WRITER.reset()
  for (const [position, field] of fields.entries()) {
    const start = WRITER.length
    writeValue(WRITER, row[position])
    if (WRITER.length - start > limit) {
      WRITER.shorten(start, limit)
      shortened = true
    }
    if (field.direction === -1) WRITER.invert(start)
  }
  return { key: WRITER.copy(), shortened }
}

/** The key that a document is sorted by: the lowest of its rows, with descending fields inverted. Never shortened. */
export function sortKey(doc: Doc, fields: readonly IndexField[]): Buffer {
  let lowest: Buffer | undefined
  for (const row of keyRows(doc, fields).rows) {
    WRITER.reset()
    for (const [position, field] of fields.entries()) {
      const start = WRITER.length
      writeValue(WRITER, row[position])
      if (field.direction === -1) WRITER.invert(start)
    }
    const key = WRITER.copy()
    if (lowest === undefined || key.compare(lowest) < 0) lowest = key
  }
  return lowest ?? Buffer.alloc(0)
}
