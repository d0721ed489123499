import { decode, decodeCommand } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { documentSize } from '../bson/reader.ts'
import { type Doc, isDoc } from '../bson/value.ts'
import { FramingError } from './framing.ts'

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER_BYTES = 16
const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
/** Of the low 16 flag bits only these two are known; a set unknown one means a message that cannot be understood. */
const REQUIRED_BITS = 0xffff
const CHECKSUM_BYTES = 4

export interface Request {
  readonly id: number
  /** The message as it came. */
  readonly bytes: Buffer
  readonly kind: 'msg' | 'legacy'
  readonly database: string
  readonly body: Doc
  /** Documents of kind-1 sections as the client's bytes. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
  /** The client does not read a reply (w: 0). */
  readonly silent: boolean
}

/** @throws FramingError when the message is not one that this server can answer. */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const opCode = message.readInt32LE(12)
  if (opCode === OP_MSG) return parseMsg(message, id)
  if (opCode === OP_QUERY) return parseQuery(message, id)
  throw new FramingError(`unsupported opcode ${opCode}`)
}

export function requestId(message: Buffer): number {
  return message.readInt32LE(4)
}

/** Lists that stay bytes until each of their documents is needed, in the body as in a section of their own. */
const BATCHES = new Set(['documents', 'updates', 'deletes'])

interface Sections {
  body: Doc | undefined
  readonly sequences: Map<string, readonly Buffer[]>
}

function parseMsg(message: Buffer, id: number): Request {
  if (message.length < HEADER_BYTES + 5) throw new FramingError('message is cut short')
  const flags = message.readUInt32LE(HEADER_BYTES)
  if ((flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0)
    throw new FramingError('unknown required flag bit')
  const end = flags & CHECKSUM_PRESENT ? message.length - CHECKSUM_BYTES : message.length
  const sections: Sections = { body: undefined, sequences: new Map() }
  let offset = HEADER_BYTES + 4
  while (offset < end) offset = parseSection(message.subarray(0, end), offset, sections)
  const { body, sequences } = sections
  if (!body || offset !== end) throw new FramingError('message has no body')
  const database = body['$db']
  return {
    id,
    bytes: message,
    kind: 'msg',
    database: typeof database === 'string' ? database : '',
    body,
    sequences,
    silent: (flags & MORE_TO_COME) !== 0,
  }
}

function parseSection(message: Buffer, offset: number, sections: Sections): number {
  const kind = message[offset]
  if (kind === 0) {
    if (sections.body) throw new FramingError('message has two bodies')
    const { body, sequences } = decodeCommand(message, offset + 1, BATCHES)
    sections.body = body
    for (const [name, documents] of sequences) addSequence(sections, name, documents)
    return offset + 1 + documentSize(message, offset + 1)
  }
  if (kind !== 1) throw new FramingError(`unknown section kind ${kind}`)
  return parseSequence(message, offset + 1, sections)
}

function parseSequence(message: Buffer, start: number, sections: Sections): number {
  if (start + 4 > message.length) throw new FramingError('section is cut short')
  const end = start + message.readInt32LE(start)
  const nameEnd = message.indexOf(0, start + 4)
  if (end <= start + 4 || end > message.length || nameEnd === -1 || nameEnd >= end)
    throw new FramingError('invalid section size')
  const name = message.toString('utf8', start + 4, nameEnd)
  const documents: Buffer[] = []
  for (let offset = nameEnd + 1; offset < end; ) {
    const size = documentSize(message.subarray(0, end), offset)
    documents.push(message.subarray(offset, offset + size))
    offset += size
  }
  addSequence(sections, name, documents)
  return end
}

function addSequence({ sequences }: Sections, name: string, documents: readonly Buffer[]): void {
  if (sequences.has(name)) throw new FramingError('section is repeated')
  sequences.set(name, documents)
}

/** Drivers say their first hello in the old form; nothing else is answered in it. */
function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4)
  if (nameEnd === -1 || nameEnd + 9 > message.length) throw new FramingError('query is cut short')
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameEnd)
  if (!namespace.endsWith('.$cmd')) throw new FramingError('only commands are answered')
  const query = decode(message, nameEnd + 9)
  const inner = query['$query'] ?? query['query']
  return {
    id,
    bytes: message,
    kind: 'legacy',
    database: namespace.slice(0, -5),
    body: isDoc(inner) ? inner : query,
    sequences: new Map(),
    silent: false,
  }
}

/** Commands that read their list from the body get it as documents, however the client sent it. */
export function documentsOf(request: Request, name: string): readonly Buffer[] | undefined {
  const sequence = request.sequences.get(name)
  if (sequence) return sequence
  const listed = request.body[name]
  return Array.isArray(listed) ? listed.filter(isDoc).map(encode) : undefined
}

let nextId = 1

export function writeReply(request: { id: number; kind: 'msg' | 'legacy' }, reply: Doc | Buffer): Buffer {
  const body = Buffer.isBuffer(reply) ? reply : encode(reply)
  return request.kind === 'msg' ? writeMsg(request.id, body) : writeLegacy(request.id, body)
}

function header(size: number, responseTo: number, opCode: number): Buffer {
  const bytes = Buffer.alloc(size)
  nextId = (nextId + 1) & 0x7fffffff
  bytes.writeInt32LE(nextId, 4)
  bytes.writeInt32LE(responseTo, 8)
  bytes.writeInt32LE(opCode, 12)
  return bytes
}

function writeMsg(responseTo: number, body: Buffer): Buffer {
  const head = header(HEADER_BYTES + 5, responseTo, OP_MSG)
  head.writeInt32LE(head.length + body.length, 0)
  return Buffer.concat([head, body])
}

function writeLegacy(responseTo: number, body: Buffer): Buffer {
  const head = header(HEADER_BYTES + 20, responseTo, OP_REPLY)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(8, 16)
  head.writeInt32LE(1, 32)
  return Buffer.concat([head, body])
}
