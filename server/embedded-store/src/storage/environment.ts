import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, open } from 'lmdb'
import { IndexUses } from './index-uses.ts'
import { assertLooksLikeLmdb, DATA_FILE, DamagedStoreError } from './lmdb-file.ts'
import type { Transaction } from './transaction.ts'
import { WriteQueue } from './write-queue.ts'

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

export type Access = 'write' | 'read'

/** The one LMDB tree that holds everything, so that a commit touches few pages. */
export class Environment {
  readonly #db: Database<Buffer, Buffer>
  readonly #queue: WriteQueue
  readonly #dir: string
  readonly indexUses = new IndexUses()

  /** @throws DamagedStoreError when the file cannot be used. */
  constructor(dir: string, access: Access = 'write') {
    if (access === 'write') mkdirSync(dir, { recursive: true, mode: 0o700 })
    const path = join(dir, DATA_FILE)
    assertLooksLikeLmdb(path)
    try {
      // Without overlapping sync a commit is acknowledged only after its fdatasync, for every write concern. Without
      // batching by turns lmdb makes no promise of its own, whose rejection by a full disk nobody could hear.
      this.#db = open<Buffer, Buffer>({
        path,
        keyEncoding: 'binary',
        encoding: 'binary',
        overlappingSync: false,
        eventTurnBatching: false,
        cache: false,
        readOnly: access === 'read',
      })
    } catch (error) {
      throw new DamagedStoreError(
        `the data file ${path} cannot be opened (${error instanceof Error ? error.message : String(error)}); restore it from a backup`,
      )
    }
    this.#dir = dir
    this.#queue = new WriteQueue(this.#db, dir)
  }

  /** A commit failed: nothing of it is in the file. */
  set onCommitFailure(heal: () => void) {
    this.#queue.onCommitFailure = () => {
      this.refresh()
      heal()
    }
  }

  get(key: Buffer): Buffer | undefined {
    return this.#db.get(key)
  }

  /**
   * Always start ≤ key < end, in whichever direction the range is walked.
   * @throws DamagedStoreError where keys are out of order: pages of different moments can lead around in a circle
   */
  entries({ start, end, reverse = false, limit }: Range): Entry[] {
    const from = reverse
      ? { start: end, exclusiveStart: true, end: start, inclusiveEnd: true, reverse }
      : { start, end }
    const options = limit === undefined ? from : { ...from, limit }
    const found: Entry[] = []
    let before: Buffer | undefined
    for (const { key, value } of this.#db.getRange(options)) {
      const step = before ? key.compare(before) : reverse ? key.compare(end) : key.compare(start) + 1
      if (reverse ? step >= 0 : step <= 0)
        throw new DamagedStoreError(
          'the data file is damaged, its keys are out of order; restore it from a backup',
        )
      found.push({ key, value })
      before = key
    }
    return found
  }

  /** How many keys there are from start up to end, or `most` when there are as many. */
  countKeys(start: Buffer, end: Buffer, most?: number): number {
    return this.#db.getKeysCount(most === undefined ? { start, end } : { start, end, limit: most })
  }

  /** Runs `work` inside the next commit, together with what other clients write at the same moment, and waits for the disk. */
  write<T>(work: (tx: Transaction) => T): Promise<T> {
    return this.#queue.write(work)
  }

  /**
   * @param now as `performance.now()` says
   * @throws DiskFaultError when nothing can be written any more
   */
  assertWriting(now: number): void {
    this.#queue.assertWriting(now)
  }

  /** Reads from now on see what other threads and processes have committed. */
  refresh(): void {
    this.#db.resetReadTxn()
  }

  /** Copies the file as it is at this moment, without the pages that are free, while others read and write. */
  async copyTo(path: string): Promise<void> {
    await this.#db.backup(path, true)
  }

  /** Frees what a reader that was killed, such as a backup, kept from being used again. */
  forgetDeadReaders(): void {
    this.#db.readerCheck()
  }

  stats(): { pageSize: number; entryCount: number; lastPageNumber: number } {
    return this.#db.getStats() as { pageSize: number; entryCount: number; lastPageNumber: number }
  }

  /** Bytes of the disk on which the file lies, and those of them that this process may still use. */
  disk(): { total: number; free: number } {
    const { blocks, bavail, bsize } = statfsSync(this.#dir)
    return { total: blocks * bsize, free: bavail * bsize }
  }

  async close(): Promise<void> {
    await this.#db.close()
  }
}
