import { randomBytes } from 'node:crypto'
import { encodeCursorReply, MAX_DOCUMENT_BYTES } from '../bson/encode.ts'
import { StoreError } from '../errors.ts'

const IDLE_MS = 10 * 60 * 1000
const FIRST_BATCH = 101
const MAX_CURSORS = 10_000

/** The highest four bits below the sign say which thread keeps a cursor. */
const OWNER_SHIFT = 59n
const ID_MASK = (1n << OWNER_SHIFT) - 1n

export function ownerOf(cursor: bigint): number {
  return Number(cursor >> OWNER_SHIFT)
}

interface OpenCursor {
  readonly ns: string
  readonly documents: Iterator<Buffer>
  /** Read from the iterator but too large for the last batch. */
  waiting: Buffer | undefined
  readonly session: string | undefined
  lastUsed: number
}

export interface FirstBatch {
  readonly ns: string
  readonly documents: Iterator<Buffer>
  readonly batchSize: number | undefined
  readonly singleBatch: boolean
  readonly session: string | undefined
}

/** Results that are fetched in several batches; between batches they hold a place in the data, never a transaction. */
export class Cursors {
  readonly #open = new Map<bigint, OpenCursor>()
  readonly #owner: bigint

  /** @param owner 0 for the main thread's, otherwise the number of the read worker that keeps them */
  constructor(owner = 0) {
    this.#owner = BigInt(owner)
  }

  get size(): number {
    return this.#open.size
  }

  first({ ns, documents, batchSize, singleBatch, session }: FirstBatch): Buffer {
    const cursor: OpenCursor = { ns, documents, waiting: undefined, session, lastUsed: Date.now() }
    const batch = take(cursor, batchSize ?? FIRST_BATCH)
    const keep = !singleBatch && !batch.done
    return encodeCursorReply({
      batch: 'firstBatch',
      documents: batch.documents,
      id: keep ? this.#add(cursor) : 0n,
      ns,
    })
  }

  more({ id, ns, batchSize }: { id: bigint; ns: string; batchSize: number }): Buffer {
    const cursor = this.#open.get(id)
    if (!cursor) throw new StoreError(43, `cursor id ${id} not found`)
    if (cursor.ns !== ns)
      throw new StoreError(
        13,
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      )
    cursor.lastUsed = Date.now()
    const batch = this.#takeOrClose(id, cursor, batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize)
    if (batch.done) this.#open.delete(id)
    return encodeCursorReply({ batch: 'nextBatch', documents: batch.documents, id: batch.done ? 0n : id, ns })
  }

  #takeOrClose(id: bigint, cursor: OpenCursor, count: number): Batch {
    try {
      return take(cursor, count)
    } catch (error) {
      this.#open.delete(id)
      throw error
    }
  }

  kill(id: bigint): boolean {
    return this.#open.delete(id)
  }

  killSession(session: string): void {
    for (const [id, cursor] of this.#open) if (cursor.session === session) this.#open.delete(id)
  }

  sweep(now: number): void {
    for (const [id, cursor] of this.#open) if (now - cursor.lastUsed > IDLE_MS) this.#open.delete(id)
  }

  #add(cursor: OpenCursor): bigint {
    if (this.#open.size >= MAX_CURSORS) throw new StoreError(1, 'too many open cursors')
    let id = 0n
    while (id === 0n || this.#open.has(id))
      id = (randomBytes(8).readBigUInt64LE() & ID_MASK) | (this.#owner << OWNER_SHIFT)
    this.#open.set(id, cursor)
    return id
  }
}

interface Batch {
  readonly documents: Buffer[]
  readonly done: boolean
}

function take(cursor: OpenCursor, count: number): Batch {
  const documents: Buffer[] = []
  let bytes = 0
  while (documents.length < count) {
    const next = cursor.waiting ?? cursor.documents.next().value
    cursor.waiting = undefined
    if (!next) return { documents, done: true }
    bytes += next.length + 16
    if (documents.length > 0 && bytes > MAX_DOCUMENT_BYTES) {
      cursor.waiting = next
      return { documents, done: false }
    }
    documents.push(next)
  }
  // Looking one ahead tells the client at once that nothing follows, which spares it a round trip.
  if (count > 0) cursor.waiting = cursor.documents.next().value ?? undefined
  return { documents, done: count > 0 && !cursor.waiting }
}
