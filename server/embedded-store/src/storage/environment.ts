import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, open } from 'lmdb'
import { StoreError } from '../errors.ts'

export interface Entry {
  readonly key: Buffer
  readonly value: Buffer
}

export interface Range {
  readonly start: Buffer
  readonly end: Buffer
  readonly reverse?: boolean
  readonly limit?: number
}

/** What one command may do to the tree; everything it did is undone when its statement fails. */
export interface Transaction {
  put(key: Buffer, value: Buffer): void
  remove(key: Buffer): void
  /** Runs `work`; if it throws, its writes are taken back and the failure goes on. */
  statement<T>(work: () => T): T
}

/** The data file cannot be used; the message is the one sentence that an operator reads. */
export class DamagedStoreError extends Error {}

export const DATA_FILE = 'data.lmdb'
/** LMDB's marks, in the first meta page after its 16-byte (or 24-byte) page header. */
const LMDB_MAGIC = 0xbeefc0de
const META_BYTES = 136
const MAX_PAGE_BYTES = 65_536
const NO_PAGE = 0xffff_ffff_ffff_ffffn

/** The one LMDB tree that holds everything, so that a commit touches few pages. */
export class Environment {
  readonly #db: Database<Buffer, Buffer>
  /** Called after a commit failed or a command was undone: what memory knows of the catalog may be ahead of the file. */
  onCommitFailure: () => void = () => undefined

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const path = join(dir, DATA_FILE)
    assertLooksLikeLmdb(path)
    try {
      // Without overlapping sync a commit is acknowledged only after its fdatasync, for every write concern.
      this.#db = open<Buffer, Buffer>({
        path,
        keyEncoding: 'binary',
        encoding: 'binary',
        overlappingSync: false,
        cache: false,
      })
    } catch (error) {
      throw new DamagedStoreError(
        `the data file ${path} cannot be opened (${messageOf(error)}); restore it from a backup`,
      )
    }
  }

  get(key: Buffer): Buffer | undefined {
    return this.#db.get(key)
  }

  entries(range: Range): Entry[] {
    const { start, end, reverse = false, limit } = range
    // Always start ≤ key < end, in whichever direction the range is walked.
    const from = reverse
      ? { start: end, exclusiveStart: true, end: start, inclusiveEnd: true, reverse }
      : { start, end }
    const options = limit === undefined ? from : { ...from, limit }
    return Array.from(this.#db.getRange(options), ({ key, value }) => ({ key, value }))
  }

  /** How many keys there are from start up to end, or `most` when there are as many. */
  countKeys(start: Buffer, end: Buffer, most?: number): number {
    return this.#db.getKeysCount(most === undefined ? { start, end } : { start, end, limit: most })
  }

  /** Runs `work` inside the next commit, together with what other clients write at the same moment, and waits for the disk. */
  async write<T>(work: (tx: Transaction) => T): Promise<T> {
    let failure: { error: unknown } | undefined
    let result: T | undefined
    try {
      await this.#db.transaction(() => {
        try {
          const tx = new UndoableTransaction(this.#db)
          try {
            result = tx.statement(() => work(tx))
          } finally {
            if (tx.rolledBack) this.onCommitFailure()
          }
        } catch (error) {
          failure = { error }
        }
      })
    } catch (error) {
      this.onCommitFailure()
      throw new StoreError(14031, `the write could not be committed: ${messageOf(error)}`)
    }
    if (failure) throw failure.error
    return result as T
  }

  stats(): { pageSize: number; entryCount: number; lastPageNumber: number } {
    return this.#db.getStats() as { pageSize: number; entryCount: number; lastPageNumber: number }
  }

  async close(): Promise<void> {
    await this.#db.close()
  }
}

class UndoableTransaction implements Transaction {
  readonly #db: Database<Buffer, Buffer>
  #undo: { key: Buffer; value: Buffer | undefined }[] = []
  /** The whole command was undone, not only one of its statements. */
  rolledBack = false

  constructor(db: Database<Buffer, Buffer>) {
    this.#db = db
  }

  put(key: Buffer, value: Buffer): void {
    this.#undo.push({ key, value: this.#db.get(key) })
    this.#db.putSync(key, value)
  }

  remove(key: Buffer): void {
    const value = this.#db.get(key)
    if (value === undefined) return
    this.#undo.push({ key, value })
    this.#db.removeSync(key)
  }

  statement<T>(work: () => T): T {
    const mark = this.#undo.length
    try {
      return work()
    } catch (error) {
      this.#rollBack(mark)
      throw error
    }
  }

  #rollBack(mark: number): void {
    if (mark === 0 && this.#undo.length > 0) this.rolledBack = true
    for (const { key, value } of this.#undo.splice(mark).reverse()) {
      if (value === undefined) this.#db.removeSync(key)
      else this.#db.putSync(key, value)
    }
  }
}

/** LMDB maps the file and dies of a signal on foreign or missing pages, so the beginning is looked at before. */
function assertLooksLikeLmdb(path: string): void {
  if (!existsSync(path)) return
  const head = Buffer.alloc(2 * MAX_PAGE_BYTES)
  const file = openSync(path, 'r')
  const read = readSync(file, head, 0, head.length, 0)
  const { size } = fstatSync(file)
  closeSync(file)
  if (size === 0) return
  if (!rootsLieWithin(head.subarray(0, read), size))
    throw new DamagedStoreError(
      `the data file ${path} is damaged or is not a store; restore it from a backup`,
    )
}

/** Whether the newer of the two meta pages is LMDB's, and the two trees that it names begin inside the file. */
function rootsLieWithin(head: Buffer, size: number): boolean {
  const mark = [16, 24].find((offset) => head.length > offset + 4 && head.readUInt32LE(offset) === LMDB_MAGIC)
  if (mark === undefined || head.length < mark + META_BYTES) return false
  const pageBytes = head.readUInt32LE(mark + 24)
  const metas = [mark, pageBytes + mark].filter((at) => head.length >= at + META_BYTES)
  if (metas.length < 2) return false
  const newest = metas.toSorted((a, b) => Number(txnOf(head, b) - txnOf(head, a)))[0] ?? mark
  // The tail of a sound file may be missing where it holds no page that is used; a root is always there.
  const roots = [head.readBigUInt64LE(newest + 64), head.readBigUInt64LE(newest + 112)]
  return roots.every((root) => root === NO_PAGE || (root + 1n) * BigInt(pageBytes) <= BigInt(size))
}

const txnOf = (head: Buffer, meta: number): bigint => head.readBigUInt64LE(meta + 128)

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
