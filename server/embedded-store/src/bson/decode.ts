import {
  advance,
  documentSize,
  enter,
  leave,
  type Reader,
  readByte,
  readCString,
  readDocument,
  readValue,
  skipCString,
  skipValue,
} from './reader.ts'
import { type Doc, fieldKey, fieldName } from './value.ts'

/**
 * Reads one document that starts at `offset`, keeping every number in its own type. With `only`, its other top-level
 * fields are stepped over and left out.
 */
export function decode(buffer: Buffer, offset = 0, only?: ReadonlySet<string>): Doc {
  const size = documentSize(buffer, offset)
  const reader = { buffer, position: offset, end: offset + size }
  return only ? readSome(reader, only) : readDocument(reader, 0)
}

function readSome(reader: Reader, only: ReadonlySet<string>): Doc {
  const end = enter(reader, 0)
  const doc: Doc = {}
  const names = namesOf(only)
  for (let type = readByte(reader); type !== 0; type = readByte(reader)) {
    const start = reader.position
    const length = skipCString(reader) - start
    const found = names.find(({ bytes }) => isText(reader.buffer, start, length, bytes))
    if (found) doc[found.key] = readValue(reader, type, 0)
    else skipValue(reader, type)
  }
  leave(reader, end)
  return doc
}

/**
 * Reads a command. What stands in its `lists`, where it is an array of documents, is given as the client's bytes: the
 * documents of an insert are stored as they came, and each is read when its turn comes.
 */
export function decodeCommand(
  buffer: Buffer,
  offset: number,
  lists: ReadonlySet<string>,
): { body: Doc; sequences: Map<string, readonly Buffer[]> } {
  const reader = { buffer, position: offset, end: offset + documentSize(buffer, offset) }
  const end = enter(reader, 0)
  const body: Doc = {}
  const sequences = new Map<string, readonly Buffer[]>()
  for (let type = readByte(reader); type !== 0; type = readByte(reader)) {
    const name = readCString(reader)
    const documents = type === 4 && lists.has(name) ? readRawDocuments(reader) : undefined
    if (documents) sequences.set(name, documents)
    else body[fieldKey(name)] = readValue(reader, type, 0)
  }
  leave(reader, end)
  return { body, sequences }
}

/** The documents of an array; undefined, and nothing read, when something else is among them. */
function readRawDocuments(reader: Reader): Buffer[] | undefined {
  const start = reader.position
  const end = enter(reader, 0)
  const documents: Buffer[] = []
  for (let type = readByte(reader); type !== 0; type = readByte(reader)) {
    if (type !== 3) {
      reader.position = start
      return undefined
    }
    skipCString(reader)
    const from = reader.position
    advance(reader, documentSize(reader.buffer, from))
    documents.push(reader.buffer.subarray(from, reader.position))
  }
  leave(reader, end)
  return documents
}

interface Name {
  readonly key: string
  readonly bytes: Buffer
}

/** The same set comes with every document of a query. */
const NAMES = new WeakMap<ReadonlySet<string>, readonly Name[]>()

function namesOf(only: ReadonlySet<string>): readonly Name[] {
  const known = NAMES.get(only)
  if (known) return known
  const names = [...only].map((name) => ({ key: fieldKey(name), bytes: Buffer.from(fieldName(name)) }))
  NAMES.set(only, names)
  return names
}

/** Compared byte by byte: making a text of every name that is passed over would cost more than the rest. */
function isText(buffer: Buffer, start: number, length: number, text: Buffer): boolean {
  if (length !== text.length) return false
  for (let index = 0; index < length; index += 1) if (buffer[start + index] !== text[index]) return false
  return true
}
