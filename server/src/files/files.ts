import { createHash, randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { Attachment } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate, storeNow } from '../storage/clock.ts'
import { durable, isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type Content, createContent } from './content.ts'
import { isPicture } from './file-kind.ts'
import { cleanName } from './file-name.ts'
import { type FileRecord, type FileRecords, fileChunksOn, filesOn } from './file-record.ts'
import { readPicture } from './picture.ts'
import { type Received, receive, tooLarge } from './receive.ts'

const DAY_MS = 24 * 3600 * 1000
/** About to expire: nobody can count on it any more. */
const MARGIN_MS = 60_000
/** What one sender may have uploaded in one thread and not sent. */
const PENDING_FILES = 50
const PENDING_SHARE = 5
const UPLOADS_AT_ONCE = 3
const MB = 1024 * 1024

/** Whose file, and where it may be sent. */
export interface Owner {
  thread: string
  identity: string
  sender: string
}

export interface Upload extends Owner {
  name: string
  /** What the sender says; the body has the last word. */
  bytes: number
  body: AsyncIterable<Uint8Array>
}

/** What people send: uploaded first, then named by a message. */
export interface Files {
  /**
   * Keeps a file for a day, until a message names it. The same file again is the same file.
   * @throws AppError `unsupported_file` | `too_large` | `empty_file` | `too_many_requests`
   */
  upload(upload: Upload): Promise<Attachment>
  /**
   * The parts of a message that names these files, in this order; from now on they are kept for good. `shown` when
   * the customer may see the message. @throws AppError `unknown_file` for what is gone or somebody else's
   */
  send(owner: Pick<Owner, 'thread' | 'sender'>, ids: readonly string[], shown: boolean): Promise<Attachment[]>
  /** A file and how to read it; undefined for a stranger's id. */
  find(id: string): Promise<FoundFile | undefined>
}

export interface FoundFile extends Pick<FileRecord, 'thread' | 'sender' | 'shown' | 'mime' | 'bytes'> {
  name: string
  /** Uploaded and not in a message yet. */
  pending: boolean
  thumb(): Promise<Buffer | undefined>
  read(from: number, to: number): AsyncGenerator<Buffer>
}

export function createFiles(deps: {
  connection: Connection
  sealer: Sealer
  maxBytes?: number
  /** @throws AppError `store_unavailable` while there is no room for more */
  assertRoom?: () => void
}): Files {
  const { connection, sealer, maxBytes = 20 * MB, assertRoom } = deps
  const records = filesOn(connection)
  const content = createContent({ chunks: fileChunksOn(connection), sealer })
  const parts = { records, content, sealer, maxBytes }
  const running = new Map<string, number>()
  return {
    async upload(upload) {
      assertRoom?.()
      const key = `${upload.thread}:${upload.sender}`
      const atOnce = running.get(key) ?? 0
      if (atOnce >= UPLOADS_AT_ONCE) throw new AppError('too_many_requests', { retryAfter: 2 })
      running.set(key, atOnce + 1)
      try {
        return await takeIn(parts, upload)
      } finally {
        const left = (running.get(key) ?? 1) - 1
        if (left > 0) running.set(key, left)
        else running.delete(key)
      }
    },
    send: (owner, ids, shown) => sendFiles(parts, owner, ids, shown),
    async find(id) {
      const record = await records.findById(id).lean<FileRecord>()
      if (!record) return undefined
      const { thread, sender, shown, mime, bytes, identity, content: where, expiresAt } = record
      return {
        thread,
        sender,
        shown,
        mime,
        bytes,
        name: await sealer.open(identity, record.name),
        pending: expiresAt !== undefined,
        thumb: () => content.readThumb(identity, where),
        read: (from, to) => content.read(identity, where, from, to),
      }
    },
  }
}

interface FileParts {
  records: FileRecords
  content: Content
  sealer: Sealer
  maxBytes: number
}

async function takeIn(parts: FileParts, upload: Upload): Promise<Attachment> {
  const { records, content, maxBytes } = parts
  const { thread, sender, identity, name } = upload
  if (upload.bytes === 0) throw new AppError('empty_file')
  if (upload.bytes > maxBytes) throw tooLarge(maxBytes)
  await assertRoom(parts, upload)
  const expiresAt = new Date(storeNow(records.db) + DAY_MS)
  const fresh = newId()
  try {
    const received = await receive(upload.body, { name, salt: identity, limit: maxBytes }, (n, bytes) =>
      content.write(identity, fresh, n, bytes, expiresAt),
    )
    const stored =
      (await sameContent(parts, identity, received, expiresAt)) ??
      (await settle(parts, identity, fresh, received, expiresAt))
    if (stored.content !== fresh) await content.drop(fresh)
    const named = cleanName(name, received.kind.extensions)
    const record: FileRecord = {
      _id: idOf(thread, sender, received.digest, named),
      thread,
      identity,
      sender,
      digest: received.digest,
      name: await parts.sealer.seal(identity, named),
      mime: received.kind.mime,
      shown: false,
      at: storeDate(records.db),
      ...stored,
      expiresAt,
    }
    await insert(records, record)
    return toAttachment(record, named)
  } catch (error) {
    await content.drop(fresh).catch(() => undefined)
    throw error
  }
}

async function assertRoom(
  { records, maxBytes }: FileParts,
  { thread, sender, bytes }: Upload,
): Promise<void> {
  const pending = await records
    .find(ownFilter({ thread, sender, expiresAt: { $exists: true } }), { bytes: 1 })
    .limit(PENDING_FILES)
    .lean()
  const total = pending.reduce((sum, one) => sum + one.bytes, bytes)
  if (pending.length >= PENDING_FILES || total > PENDING_SHARE * maxBytes) {
    throw new AppError('too_many_requests', {
      message: 'Send what was attached first, or take some of it away.',
      retryAfter: 60,
    })
  }
}

type Stored = Pick<FileRecord, 'content' | 'bytes' | 'width' | 'height'>

/** The same bytes of the same person are there already: one content serves both. */
async function sameContent(
  { records, content }: FileParts,
  identity: string,
  { digest, kind }: Received,
  expiresAt: Date,
): Promise<Stored | undefined> {
  const known = await records.findOne({ identity, digest, mime: kind.mime }).lean<FileRecord>()
  if (!known || !(await content.prolong(known.content, known.bytes, expiresAt))) return undefined
  const { width, height, bytes } = known
  return { content: known.content, bytes, ...(width && height ? { width, height } : {}) }
}

/** What arrived becomes what is served: pictures are measured, and lose what their camera wrote into them. */
async function settle(
  { content }: FileParts,
  identity: string,
  fresh: string,
  { kind, bytes }: Received,
  expiresAt: Date,
): Promise<Stored> {
  if (!isPicture(kind.mime)) return { content: fresh, bytes }
  const whole = Buffer.allocUnsafe(bytes)
  let at = 0
  for await (const piece of content.read(identity, fresh, 0, bytes - 1)) at += piece.copy(whole, at)
  const { width, height, thumb, clean } = await readPicture(whole, kind.mime)
  if (!clean) {
    await content.writeThumb(identity, fresh, thumb, expiresAt)
    return { content: fresh, bytes, width, height }
  }
  const again = newId()
  try {
    const { bytes: less } = await receive(
      [clean] as unknown as AsyncIterable<Uint8Array>,
      { name: '', salt: '', limit: Number.MAX_SAFE_INTEGER },
      (n, chunk) => content.write(identity, again, n, chunk, expiresAt),
    )
    await content.writeThumb(identity, again, thumb, expiresAt)
    return { content: again, bytes: less, width, height }
  } catch (error) {
    await content.drop(again)
    throw error
  }
}

/** Uploaded once more, with the same name: the record that is there lives on. */
async function insert(records: FileRecords, record: FileRecord): Promise<void> {
  try {
    await records.collection.insertOne(record as never, { writeConcern: durable })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const { _id, content, bytes, expiresAt } = record
    await records.updateOne(
      ownFilter({ _id, expiresAt: { $exists: true } }),
      { $set: { content, bytes, ...(expiresAt ? { expiresAt } : {}) } },
      { writeConcern: durable },
    )
  }
}

async function sendFiles(
  { records, content, sealer }: FileParts,
  { thread, sender }: Pick<Owner, 'thread' | 'sender'>,
  ids: readonly string[],
  shown: boolean,
): Promise<Attachment[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const found = await records.find(ownFilter({ _id: { $in: wanted }, thread, sender })).lean<FileRecord[]>()
  const byId = new Map(found.map((record) => [record._id, record]))
  const soon = storeNow(records.db) + MARGIN_MS
  const chosen = wanted.map((id) => {
    const record = byId.get(id)
    if (!record || (record.expiresAt && record.expiresAt.getTime() < soon))
      throw new AppError('unknown_file', { details: { file: id } })
    return record
  })
  for (const { _id, content: where, bytes, expiresAt, shown: before } of chosen) {
    if (!expiresAt && (before || !shown)) continue
    // The content first: a record without an end must never name bytes that have one.
    if (!(await content.prolong(where, bytes, undefined)))
      throw new AppError('unknown_file', { details: { file: _id } })
    await records.updateOne(
      { _id },
      { $unset: { expiresAt: 1 }, ...(shown ? { $set: { shown } } : {}) },
      { writeConcern: durable },
    )
  }
  return await Promise.all(
    chosen.map(async (record) => toAttachment(record, await sealer.open(record.identity, record.name))),
  )
}

function toAttachment({ _id: id, mime, bytes, width, height }: FileRecord, name: string): Attachment {
  const facts = { id, name, mime, bytes }
  return width && height ? { type: 'image', ...facts, width, height } : { type: 'file', ...facts }
}

/** The same for the same file of the same sender: an upload whose answer was lost is no second file. */
function idOf(thread: string, sender: string, digest: string, name: string): string {
  const words = JSON.stringify([thread, sender, digest, name])
  return createHash('sha256').update(words).digest().subarray(0, 16).toString('base64url')
}

function newId(): string {
  return randomBytes(12).toString('base64url')
}
