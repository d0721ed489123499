/** The first byte of every key says what it holds. */
const META = 0x01
const CATALOG = 0x02
const COUNTER = 0x03
const GARBAGE = 0x04
const RECORD = 0x10
const INDEX = 0x20
const REPLY = 0x30

export const RECORD_ID_BYTES = 8
const PREFIX_BYTES = 5

export const FORMAT_KEY: Buffer = Buffer.concat([Buffer.of(META), Buffer.from('format')])
/** Grows with every change of the catalog, so that other threads know when to read it again. */
export const CATALOG_VERSION_KEY: Buffer = Buffer.concat([Buffer.of(META), Buffer.from('catalog')])
export const CATALOG_RANGE: { start: Buffer; end: Buffer } = {
  start: Buffer.of(CATALOG),
  end: Buffer.of(CATALOG + 1),
}
export const REPLY_RANGE: { start: Buffer; end: Buffer } = {
  start: Buffer.of(REPLY),
  end: Buffer.of(REPLY + 1),
}

export function catalogKey(ns: string): Buffer {
  return Buffer.concat([Buffer.of(CATALOG), Buffer.from(ns)])
}

export function catalogNamespace(key: Buffer): string {
  return key.toString('utf8', 1)
}

/** How many documents a collection has. */
export function counterKey(collectionId: number): Buffer {
  return prefix(COUNTER, collectionId)
}

export function writeCounter(count: number): Buffer {
  return encodeRecordId(count)
}

export function readCounter(value: Buffer): number {
  return readRecordId(value, 0)
}

export const GARBAGE_RANGE: { start: Buffer; end: Buffer } = {
  start: Buffer.of(GARBAGE),
  end: Buffer.of(GARBAGE + 1),
}

/** Says that the records of a dropped collection, or the entries of a dropped index, are still to be removed. */
export function garbageKey(range: { start: Buffer }): Buffer {
  return Buffer.concat([Buffer.of(GARBAGE), range.start])
}

/** The range that a garbage key stands for. */
export function garbageRange(key: Buffer): { start: Buffer; end: Buffer } {
  const start = key.subarray(1)
  return { start: Buffer.from(start), end: prefix(start[0] ?? 0, start.readUInt32BE(1) + 1) }
}

export function replyKey(session: Buffer): Buffer {
  return Buffer.concat([Buffer.of(REPLY), session])
}

function prefix(kind: number, id: number): Buffer {
  const bytes = Buffer.alloc(PREFIX_BYTES)
  bytes[0] = kind
  bytes.writeUInt32BE(id, 1)
  return bytes
}

export function recordKey(collectionId: number, recordId: number): Buffer {
  const key = Buffer.allocUnsafe(PREFIX_BYTES + RECORD_ID_BYTES)
  key[0] = RECORD
  key.writeUInt32BE(collectionId, 1)
  writeRecordId(key, recordId, PREFIX_BYTES)
  return key
}

export function recordRange(collectionId: number): { start: Buffer; end: Buffer } {
  return { start: prefix(RECORD, collectionId), end: prefix(RECORD, collectionId + 1) }
}

export function recordIdOfKey(key: Buffer): number {
  return readRecordId(key, PREFIX_BYTES)
}

export function indexRange(indexId: number): { start: Buffer; end: Buffer } {
  return { start: prefix(INDEX, indexId), end: prefix(INDEX, indexId + 1) }
}

/** A unique index ends with the values and points to the record; another also carries the record in its key. */
export function indexKey(indexId: number, values: Buffer, recordId?: number): Buffer {
  const size = PREFIX_BYTES + values.length
  const key = Buffer.allocUnsafe(recordId === undefined ? size : size + RECORD_ID_BYTES)
  key[0] = INDEX
  key.writeUInt32BE(indexId, 1)
  values.copy(key, PREFIX_BYTES)
  if (recordId !== undefined) writeRecordId(key, recordId, size)
  return key
}

/** Record ids stay below 2^53: as two parts they need no BigInt on the hot path. */
function writeRecordId(target: Buffer, recordId: number, offset: number): void {
  target.writeUInt32BE(Math.floor(recordId / 0x100000000), offset)
  target.writeUInt32BE(recordId >>> 0, offset + 4)
}

export function encodeRecordId(recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_ID_BYTES)
  writeRecordId(bytes, recordId, 0)
  return bytes
}

export function readRecordId(source: Buffer, offset: number): number {
  return source.readUInt32BE(offset) * 0x100000000 + source.readUInt32BE(offset + 4)
}
