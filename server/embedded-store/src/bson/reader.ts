import { isUtf8 } from 'node:buffer'
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { refused, StoreError } from '../errors.ts'
import { type Doc, fieldKey, fieldName, type Value } from './value.ts'

/** MongoDB's own limit; deeper input could also exhaust the stack of this recursive reader. */
export const MAX_DEPTH = 180
const MAX_DATE_MS = 8_640_000_000_000_000

/** A place in bytes that may be anything: every step is checked against the end. */
export interface Reader {
  readonly buffer: Buffer
  position: number
  readonly end: number
}

/** Bytes of the types that are always of one size. */
const FIXED_BYTES: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
}

export function skipValue(reader: Reader, type: number): void {
  const fixed = FIXED_BYTES[type]
  if (fixed !== undefined) advance(reader, fixed)
  else if (type === 2 || type === 13 || type === 14) advance(reader, readInt32(reader))
  else if (type === 3 || type === 4 || type === 15) advance(reader, readInt32(reader) - 4)
  else if (type === 5) advance(reader, readInt32(reader) + 1)
  else readValue(reader, type, 0)
}

/** The size that a document claims, checked against what is there. */
export function documentSize(buffer: Buffer, offset: number): number {
  if (offset + 5 > buffer.length) throw invalid('document is cut short')
  const size = buffer.readInt32LE(offset)
  if (size < 5 || offset + size > buffer.length) throw invalid(`invalid document size ${size}`)
  if (buffer[offset + size - 1] !== 0) throw invalid('document is not terminated')
  return size
}

function invalid(message: string): StoreError {
  return new StoreError(22, `invalid BSON: ${message}`)
}

export function readDocument(reader: Reader, depth: number): Doc {
  const end = enter(reader, depth)
  const doc: Doc = {}
  for (let type = readByte(reader); type !== 0; type = readByte(reader)) {
    const key = fieldKey(readCString(reader))
    if (doc[key] !== undefined && Object.hasOwn(doc, key))
      throw refused(2, `a document with two fields '${fieldName(key)}'`)
    doc[key] = readValue(reader, type, depth)
  }
  leave(reader, end)
  return doc
}

function readArray(reader: Reader, depth: number): Value[] {
  const end = enter(reader, depth)
  const items: Value[] = []
  for (let type = readByte(reader); type !== 0; type = readByte(reader)) {
    skipCString(reader)
    items.push(readValue(reader, type, depth))
  }
  leave(reader, end)
  return items
}

export function enter(reader: Reader, depth: number): number {
  if (depth > MAX_DEPTH) throw new StoreError(15, `nested more than ${MAX_DEPTH} levels deep`)
  const start = reader.position
  const size = readInt32(reader)
  if (size < 5 || start + size > reader.end) throw invalid(`invalid embedded size ${size}`)
  return start + size
}

export function leave(reader: Reader, end: number): void {
  if (reader.position !== end) throw invalid('embedded size does not match its content')
}

const READERS: Readonly<Record<number, (reader: Reader, depth: number) => Value>> = {
  1: readDouble,
  2: readString,
  3: (r, depth) => readDocument(r, depth + 1),
  4: (r, depth) => readArray(r, depth + 1),
  5: readBinary,
  6: refuseUndefined,
  7: (r) => new ObjectId(take(r, 12)),
  8: readBoolean,
  9: readDate,
  10: () => null,
  11: readRegex,
  13: (r) => new Code(readString(r)),
  14: (r) => new BSONSymbol(readString(r)),
  15: readCodeWithScope,
  16: (r) => new Int32(readInt32(r)),
  17: (r) => new Timestamp(readLong(r).toUnsigned()),
  18: readLong,
  19: (r) => new Decimal128(Uint8Array.from(take(r, 16))),
  127: () => new MaxKey(),
  255: () => new MinKey(),
}

export function readValue(reader: Reader, type: number, depth: number): Value {
  const read = READERS[type]
  if (!read) throw invalid(`unknown or retired type ${type}`)
  return read(reader, depth)
}

/** Steps over what is to be read; returns where it begins. */
export function advance(reader: Reader, length: number): number {
  const { position } = reader
  if (length < 0 || position + length > reader.end) throw invalid('value is cut short')
  reader.position = position + length
  return position
}

function take(reader: Reader, length: number): Buffer {
  const start = advance(reader, length)
  return reader.buffer.subarray(start, start + length)
}

export function readByte(reader: Reader): number {
  const byte = reader.buffer[reader.position]
  if (byte === undefined || reader.position >= reader.end) throw invalid('document is cut short')
  reader.position += 1
  return byte
}

function readInt32(reader: Reader): number {
  if (reader.position + 4 > reader.end) throw invalid('value is cut short')
  const value = reader.buffer.readInt32LE(reader.position)
  reader.position += 4
  return value
}

function readDouble(reader: Reader): Double {
  if (reader.position + 8 > reader.end) throw invalid('value is cut short')
  const value = reader.buffer.readDoubleLE(reader.position)
  reader.position += 8
  return new Double(value)
}

function readLong(reader: Reader): Long {
  const low = readInt32(reader)
  return new Long(low, readInt32(reader))
}

/** Returns where the zero byte at its end stands. */
export function skipCString(reader: Reader): number {
  const { buffer } = reader
  let end = reader.position
  while (end < reader.end && buffer[end] !== 0) end += 1
  if (end >= reader.end) throw invalid('name is not terminated')
  reader.position = end + 1
  return end
}

export function readCString(reader: Reader): string {
  const { buffer, position } = reader
  let end = position
  let hash = 0
  let bits = 0
  for (let byte = buffer[end]; end < reader.end && byte !== 0 && byte !== undefined; byte = buffer[end]) {
    hash = (Math.imul(hash, 31) + byte) | 0
    bits |= byte
    end += 1
  }
  if (end >= reader.end) throw invalid('name is not terminated')
  reader.position = end + 1
  return bits > 0x7f ? readUtf8(buffer, position, end) : readName(buffer, position, end, hash)
}

/**
 * The same few names come with every document: finding the text of one takes a fraction of making it, and JavaScript
 * knows it already as the name of a field. Whatever others send, no more are kept than there are places.
 */
const NAMES: string[] = new Array<string>(2048).fill('')
const LONGEST_NAME = 32

function readName(buffer: Buffer, start: number, end: number, hash: number): string {
  if (end - start > LONGEST_NAME) return buffer.toString('latin1', start, end)
  const place = hash & (NAMES.length - 1)
  const known = NAMES[place] ?? ''
  if (isName(known, buffer, start, end)) return known
  const name = buffer.toString('latin1', start, end)
  NAMES[place] = name
  return name
}

function isName(name: string, buffer: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let index = 0; index < name.length; index += 1)
    if (name.charCodeAt(index) !== buffer[start + index]) return false
  return true
}

function readString(reader: Reader): string {
  const length = readInt32(reader)
  if (length < 1) throw invalid('invalid string length')
  const { buffer, position } = reader
  const end = position + length - 1
  if (end >= reader.end) throw invalid('value is cut short')
  if (buffer[end] !== 0) throw invalid('string is not terminated')
  reader.position = end + 1
  return readUtf8(buffer, position, end)
}

/** What is no UTF-8 would be read as replacement characters and written back as those. */
function readUtf8(buffer: Buffer, start: number, end: number): string {
  const text = buffer.toString('utf8', start, end)
  if (text.includes('\ufffd') && !isUtf8(buffer.subarray(start, end))) throw invalid('text is not UTF-8')
  return text
}

/** JavaScript cannot tell it from a missing field, and it is gone from MongoDB since version 8. */
function refuseUndefined(): never {
  throw refused(2, 'the deprecated type undefined')
}

function readRegex(reader: Reader): BSONRegExp {
  const pattern = readCString(reader)
  const options = readCString(reader)
  try {
    return new BSONRegExp(pattern, options)
  } catch {
    throw invalid(`unknown regular expression options '${options}'`)
  }
}

function readBinary(reader: Reader): Binary {
  const length = readInt32(reader)
  const subType = readByte(reader)
  const bytes = take(reader, length)
  if (subType !== Binary.SUBTYPE_BYTE_ARRAY) return new Binary(Buffer.from(bytes), subType)
  if (length < 4 || bytes.readInt32LE() !== length - 4) throw invalid('invalid old binary length')
  return new Binary(Buffer.from(bytes.subarray(4)), subType)
}

function readBoolean(reader: Reader): boolean {
  const byte = readByte(reader)
  if (byte > 1) throw invalid('invalid boolean')
  return byte === 1
}

function readDate(reader: Reader): Date {
  const ms = readLong(reader).toNumber()
  // A JS date cannot hold more, and writing it back would silently change it.
  if (Math.abs(ms) > MAX_DATE_MS) throw refused(2, 'a date outside the range of JavaScript')
  return new Date(ms)
}

function readCodeWithScope(reader: Reader, depth: number): Code {
  const end = reader.position + readInt32(reader)
  const code = new Code(readString(reader), readDocument(reader, depth + 1))
  leave(reader, end)
  return code
}
