import { createHash } from 'node:crypto'
import type { Binary, BSONRegExp, BSONSymbol, Code, ObjectId, Timestamp } from 'bson'
import { NO_REST, textOf } from './compare.ts'
import { numberParts, orderedDouble } from './number-key.ts'
import { type Doc, fieldEntries, type NumberValue, TYPE_ORDER, typeOrder, type Value } from './value.ts'

/**
 * Writes values as bytes whose order is MongoDB's order of values, so that one LMDB key range is one query range.
 * Every encoding ends itself: no encoding is the beginning of another, which makes concatenation safe for compound keys.
 */
export class KeyWriter {
  #buffer = Buffer.allocUnsafe(4096)
  length = 0

  reset(): void {
    this.length = 0
  }

  copy(from = 0): Buffer {
    return Buffer.from(this.#buffer.subarray(from, this.length))
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#buffer[this.length] = value
    this.length += 1
  }

  uint32(value: number): void {
    this.#reserve(4)
    this.length = this.#buffer.writeUInt32BE(value >>> 0, this.length)
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#buffer.set(value, this.length)
    this.length += value.length
  }

  /** A zero byte inside becomes 00 FF and the end is 00 01, so that a shorter text sorts before its extensions. */
  text(value: string): void {
    const bytes = Buffer.from(value)
    if (bytes.indexOf(0) === -1) this.bytes(bytes)
    else for (const byte of bytes) byte === 0 ? this.bytes(ESCAPED_ZERO) : this.byte(byte)
    this.bytes(TEXT_END)
  }

  invert(from: number): void {
    for (let index = from; index < this.length; index += 1)
      this.#buffer[index] = 0xff - (this.#buffer[index] ?? 0)
  }

  /** Replaces a component that is too long for LMDB by its beginning and a digest of the whole. */
  shorten(from: number, limit: number): void {
    const digest = createHash('sha256').update(this.#buffer.subarray(from, this.length)).digest()
    this.length = from + limit - digest.length - CUT_MARK.length
    this.bytes(CUT_MARK)
    this.bytes(digest)
  }

  #reserve(extra: number): void {
    if (this.length + extra <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.length + extra))
    this.#buffer.copy(larger, 0, 0, this.length)
    this.#buffer = larger
  }
}

const ESCAPED_ZERO = Buffer.of(0, 0xff)
const TEXT_END = Buffer.of(0, 1)
const CUT_MARK = Buffer.of(0, 2)
const END = 0

export function writeValue(writer: KeyWriter, value: Value): void {
  const order = typeOrder(value)
  writer.byte(order)
  writePayload(writer, order, value)
}

const PAYLOADS: Readonly<Record<number, (writer: KeyWriter, value: never) => void>> = {
  [TYPE_ORDER.number]: writeNumber,
  [TYPE_ORDER.string]: (writer, value: string | BSONSymbol) => writer.text(textOf(value)),
  [TYPE_ORDER.object]: writeDoc,
  [TYPE_ORDER.array]: writeArray,
  [TYPE_ORDER.binary]: writeBinary,
  [TYPE_ORDER.objectId]: (writer, value: ObjectId) => writer.bytes(value.id),
  [TYPE_ORDER.boolean]: (writer, value: boolean) => writer.byte(value ? 1 : 0),
  [TYPE_ORDER.date]: (writer, value: Date) => writeInt64(writer, BigInt(value.getTime())),
  [TYPE_ORDER.timestamp]: (writer, value: Timestamp) => {
    writer.uint32(value.getHighBitsUnsigned())
    writer.uint32(value.getLowBitsUnsigned())
  },
  [TYPE_ORDER.regex]: (writer, value: BSONRegExp) => {
    writer.text(value.pattern)
    writer.text(value.options)
  },
  [TYPE_ORDER.code]: (writer, value: Code) => writer.text(value.code),
  [TYPE_ORDER.codeWithScope]: (writer, value: Code) => {
    writer.text(value.code)
    writeDoc(writer, (value.scope ?? {}) as Doc)
  },
}

function writePayload(writer: KeyWriter, order: number, value: Value): void {
  PAYLOADS[order]?.(writer, value as never)
}

function writeNumber(writer: KeyWriter, value: NumberValue): void {
  const { floor, rest } = numberParts(value)
  writer.bytes(orderedDouble(floor))
  writer.bytes(rest ?? NO_REST)
}

const INT64_OFFSET = 1n << 63n
const INT64 = Buffer.alloc(8)

function writeInt64(writer: KeyWriter, value: bigint): void {
  INT64.writeBigUInt64BE(value + INT64_OFFSET)
  writer.bytes(INT64)
}

function writeBinary(writer: KeyWriter, value: Binary): void {
  const bytes = value.value()
  writer.uint32(bytes.length)
  writer.byte(value.sub_type)
  writer.bytes(bytes)
}

function writeArray(writer: KeyWriter, items: readonly Value[]): void {
  for (const item of items) writeValue(writer, item)
  writer.byte(END)
}

function writeDoc(writer: KeyWriter, doc: Doc): void {
  for (const [name, value] of fieldEntries(doc)) {
    const order = typeOrder(value)
    writer.byte(order)
    writer.text(name)
    writePayload(writer, order, value)
  }
  writer.byte(END)
}

const SHARED = new KeyWriter()

/** One value as comparable bytes; for grouping and distinct. */
export function encodeKey(value: Value): Buffer {
  SHARED.reset()
  writeValue(SHARED, value)
  return SHARED.copy()
}
