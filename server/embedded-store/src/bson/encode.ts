import { StoreError } from '../errors.ts'
import { MAX_DEPTH } from './reader.ts'
import { type Doc, isArray, isDoc, type Value } from './value.ts'
import { writeDocument } from './writer.ts'

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
/** Replies carry up to 16 MB of documents and their wrapping. */
const MAX_REPLY_BYTES = MAX_DOCUMENT_BYTES + 64 * 1024

/** Replies put a few levels around what may be stored. */
const MAX_REPLY_DEPTH = MAX_DEPTH + 20

/** Serialises with the types as they are. @throws BSONObjectTooLarge (10334) over 16 MB and what a reply adds. */
export function encode(doc: Doc): Buffer {
  return writeDocument(doc, { bytes: MAX_REPLY_BYTES, depth: MAX_REPLY_DEPTH })
}

/** What a document that is too large was to become; MongoDB has a number for each. */
export type Storing = 'insert' | 'update' | 'upsert'

/** Serialises a document to be stored. @throws as `assertStorableSize`, Overflow (15) when too deep */
export function encodeStored(doc: Doc, storing: Storing): Buffer {
  let bytes: Buffer
  try {
    bytes = writeDocument(doc, { bytes: MAX_REPLY_BYTES, depth: MAX_DEPTH })
  } catch (error) {
    throw error instanceof StoreError && error.code === TOO_LARGE
      ? tooLargeFor(storing, MAX_REPLY_BYTES)
      : error
  }
  assertStorableSize(bytes.length, storing)
  return bytes
}

/** What a message may bring above the limit of a document, so that a server can say more than that it cannot read. */
const INTERNAL_ROOM = 16 * 1024
const TOO_LARGE = 10334

/** @throws BSONObjectTooLarge (10334), BadValue (2), 17419 or 17420 over 16 MB */
export function assertStorableSize(size: number, storing: Storing): void {
  if (size > MAX_DOCUMENT_BYTES) throw tooLargeFor(storing, size)
}

function tooLargeFor(storing: Storing, size: number): StoreError {
  const most = MAX_DOCUMENT_BYTES + INTERNAL_ROOM
  if (size > most)
    return new StoreError(
      TOO_LARGE,
      `BSONObj size: ${size} (0x${size.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${most}(16MB)`,
    )
  if (storing === 'update')
    return new StoreError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`)
  if (storing === 'upsert')
    return new StoreError(17420, `Document to upsert is larger than ${MAX_DOCUMENT_BYTES}`)
  return new StoreError(
    2,
    `object to insert too large. size in bytes: ${size}, max size: ${MAX_DOCUMENT_BYTES}`,
  )
}

/** `{cursor: {<batch>: [...], id, ns}, ok: 1}` written around stored bytes, which spares a decode and an encode per document. */
export function encodeCursorReply(reply: {
  batch: 'firstBatch' | 'nextBatch'
  documents: readonly Buffer[]
  id: bigint
  ns: string
}): Buffer {
  const arrayBody = reply.documents.map((document, index) => [elementHead(3, String(index)), document])
  const array = wrap(arrayBody.flat())
  const id = Buffer.alloc(8)
  id.writeBigInt64LE(reply.id)
  const nsText = Buffer.from(`${reply.ns}\0`)
  const nsLength = Buffer.alloc(4)
  nsLength.writeInt32LE(nsText.length)
  const cursor = wrap([
    Buffer.concat([elementHead(4, reply.batch), array]),
    elementHead(18, 'id'),
    id,
    elementHead(2, 'ns'),
    nsLength,
    nsText,
  ])
  const ok = Buffer.alloc(8)
  ok.writeDoubleLE(1)
  const bytes = wrap([elementHead(3, 'cursor'), cursor, elementHead(1, 'ok'), ok])
  if (bytes.length > MAX_REPLY_BYTES) throw new StoreError(10334, 'the reply is over 16 MB')
  return bytes
}

function elementHead(type: number, name: string): Buffer {
  return Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1')
}

function wrap(parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 5)
  const head = Buffer.alloc(4)
  head.writeInt32LE(size)
  return Buffer.concat([head, ...parts, Buffer.of(0)], size)
}

/** The stored form of an inserted document: `_id` comes first, as MongoDB keeps it; everything else is the client's bytes. */
export function withIdFirst(raw: Buffer, doc: Doc): Buffer {
  const first = Object.keys(doc)[0]
  if (first === '_id' && isPlainIdFirst(raw)) return raw
  const { _id, ...rest } = doc
  return encode({ _id, ...rest })
}

function isPlainIdFirst(raw: Buffer): boolean {
  return raw.length > 9 && raw.toString('latin1', 5, 9) === '_id\0'
}

export function cloneValue(value: Value): Value {
  if (isArray(value)) return value.map(cloneValue)
  return isDoc(value) ? cloneDoc(value) : value
}

function cloneDoc(doc: Doc): Doc {
  const copy: Doc = {}
  for (const [key, value] of Object.entries(doc)) copy[key] = cloneValue(value)
  return copy
}
