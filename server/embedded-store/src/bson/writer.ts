import type {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  ObjectId,
  Timestamp,
} from 'bson'
import { StoreError } from '../errors.ts'
import { bsonType, type Doc, fieldName, isArray, type Value } from './value.ts'

const NUMBER_BYTES = 8

interface Limits {
  readonly bytes: number
  /** What is nested deeper could not be read again. */
  readonly depth: number
}

let buffer = Buffer.allocUnsafe(64 * 1024)
let position = 0
let limits: Limits = { bytes: 0, depth: 0 }

/** The bytes of a document; a field that is `undefined` is left out, and inside an array it is null. */
export function writeDocument(doc: Doc, within: Limits): Buffer {
  position = 0
  limits = within
  writeDoc(doc, 0)
  const bytes = Buffer.allocUnsafe(position)
  buffer.copy(bytes, 0, 0, position)
  return bytes
}

function reserve(bytes: number): void {
  const needed = position + bytes
  if (needed <= buffer.length) return
  if (needed > limits.bytes) throw tooLarge()
  const larger = Buffer.allocUnsafe(Math.max(needed, buffer.length * 2))
  buffer.copy(larger, 0, 0, position)
  buffer = larger
}

function tooLarge(): StoreError {
  return new StoreError(10334, 'BSONObj size is over 16MB')
}

function writeDoc(doc: Doc, depth: number): void {
  const start = open(depth)
  for (const key of Object.keys(doc)) {
    const value = doc[key]
    if (value !== undefined) writeElement(fieldName(key), value, depth)
  }
  close(start)
}

function writeArray(items: readonly Value[], depth: number): void {
  const start = open(depth)
  for (let index = 0; index < items.length; index += 1)
    writeElement(String(index), items[index] ?? null, depth)
  close(start)
}

function open(depth: number): number {
  if (depth > limits.depth) throw new StoreError(15, `nested more than ${limits.depth} levels deep`)
  reserve(4)
  position += 4
  return position - 4
}

function close(start: number): void {
  writeByte(0)
  if (position > limits.bytes) throw tooLarge()
  buffer.writeInt32LE(position - start, start)
}

function writeElement(name: string, value: Value, depth: number): void {
  const at = position
  writeByte(0)
  writeCString(name)
  // The buffer may be another one afterwards.
  const type = writeValue(value, depth)
  buffer[at] = type
}

/** Writes the value behind its name and gives the number of its type. */
function writeValue(value: Value, depth: number): number {
  if (typeof value === 'string') return writeString(value, 2)
  if (value === null || value === undefined) return 10
  if (typeof value === 'boolean') {
    writeByte(value ? 1 : 0)
    return 8
  }
  if (isArray(value)) {
    writeArray(value, depth + 1)
    return 4
  }
  if (value instanceof Date) {
    const time = value.getTime()
    writeInt32(time | 0)
    writeInt32(Math.floor(time / 0x1_0000_0000))
    return 9
  }
  const write = WRAPPERS[bsonType(value) ?? '']
  if (write !== undefined) return write(value as never, depth)
  writeDoc(value as Doc, depth + 1)
  return 3
}

const WRAPPERS: Readonly<Record<string, (value: never, depth: number) => number>> = {
  Double: (value: Double) => {
    reserve(NUMBER_BYTES)
    position = buffer.writeDoubleLE(value.value, position)
    return 1
  },
  Int32: (value: Int32) => {
    writeInt32(value.value)
    return 16
  },
  Long: (value: Long) => writeLong(value, 18),
  Timestamp: (value: Timestamp) => writeLong(value as unknown as Long, 17),
  Decimal128: (value: Decimal128) => {
    writeBytes(value.bytes)
    return 19
  },
  ObjectId: (value: ObjectId) => {
    writeBytes(value.id)
    return 7
  },
  Binary: writeBinary,
  BSONRegExp: (value: BSONRegExp) => {
    writeCString(value.pattern)
    writeCString(value.options)
    return 11
  },
  BSONSymbol: (value: BSONSymbol) => writeString(value.value, 14),
  Code: writeCode,
  MinKey: () => 255,
  MaxKey: () => 127,
}

function writeByte(byte: number): void {
  reserve(1)
  buffer[position] = byte
  position += 1
}

function writeInt32(value: number): void {
  reserve(4)
  position = buffer.writeInt32LE(value, position)
}

function writeLong(value: Long, type: number): number {
  writeInt32(value.low)
  writeInt32(value.high)
  return type
}

function writeBytes(bytes: Uint8Array): void {
  reserve(bytes.length)
  buffer.set(bytes, position)
  position += bytes.length
}

function writeText(text: string): void {
  // A UTF-16 unit takes at most three bytes; only long texts are worth counting.
  reserve((text.length < 1000 ? text.length * 3 : Buffer.byteLength(text)) + 1)
  const end = text.length > SHORT_TEXT ? undefined : writeAscii(text)
  position = end ?? position + buffer.write(text, position, 'utf8')
  buffer[position] = 0
  position += 1
}

/** A call out of JavaScript takes longer than a few characters do. */
const SHORT_TEXT = 32

function writeAscii(text: string): number | undefined {
  let at = position
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) return undefined
    buffer[at] = unit
    at += 1
  }
  return at
}

/** Names and patterns end at their first zero byte, so none may be inside. */
function writeCString(text: string): void {
  if (text.includes('\0')) throw new StoreError(2, 'a name or a pattern cannot contain a zero byte')
  writeText(text)
}

function writeString(text: string, type: number): number {
  const start = position
  reserve(4)
  position += 4
  writeText(text)
  buffer.writeInt32LE(position - start - 4, start)
  return type
}

function writeBinary(value: Binary): number {
  const bytes = value.value()
  const old = value.sub_type === 2
  writeInt32(bytes.length + (old ? 4 : 0))
  writeByte(value.sub_type)
  if (old) writeInt32(bytes.length)
  writeBytes(bytes)
  return 5
}

function writeCode(value: Code, depth: number): number {
  if (value.scope === null || value.scope === undefined) return writeString(value.code, 13)
  const start = position
  writeInt32(0)
  writeString(value.code, 2)
  writeDoc(value.scope as Doc, depth + 1)
  buffer.writeInt32LE(position - start, start)
  return 15
}
