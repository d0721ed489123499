import type { Database } from 'lmdb'
import type { StoreError } from '../errors.ts'
import { commitFailure, DiskFaultError } from './commit-failure.ts'
import { counterKey, readCounter, writeCounter } from './keys.ts'
import { type Transaction, UndoableTransaction } from './transaction.ts'

interface Job {
  readonly work: (tx: Transaction) => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Commands that one commit takes in; those behind them wait for the next. */
const MAX_JOBS = 256
const MAX_COMMIT_MS = 25
/** From so many writers at once a commit waits a moment for more of them: one for all costs less than several. */
const CROWD = 6
const GATHER_MS = 1
/** So long after a commit found the disk full nothing is tried: it would only fill the log as well. */
const PAUSE_MS = 500
/** A commit that has not begun by then never will; LMDB does not say so. */
const STUCK_MS = 60_000

/**
 * Group commit: what clients write while LMDB is busy with a commit becomes the next one. One callback runs them all,
 * because entering LMDB's writer costs more than a small write.
 */
export class WriteQueue {
  readonly #db: Database<Buffer, Buffer>
  readonly #dir: string
  readonly #jobs: Job[] = []
  #asked = false
  /** When the commit was asked for that has not begun. */
  #askedAt = Number.POSITIVE_INFINITY
  #full: { readonly failure: StoreError; readonly until: number } | undefined
  /** How many commands the last commit took in. */
  #lastSize = 0
  /** After a failed commit, what memory knows of the catalog may be ahead of the file. */
  onCommitFailure: () => void = () => undefined

  constructor(db: Database<Buffer, Buffer>, dir: string) {
    this.#db = db
    this.#dir = dir
  }

  /** Runs `work` inside the next commit and resolves with its result once that is on the disk. */
  write<T>(work: (tx: Transaction) => T): Promise<T> {
    if (this.#full && performance.now() < this.#full.until) return Promise.reject(this.#full.failure)
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#ask()
    })
  }

  #ask(): void {
    if (this.#asked || this.#jobs.length === 0) return
    this.#asked = true
    if (this.#lastSize < CROWD) void this.#commit()
    else setTimeout(() => void this.#commit(), GATHER_MS)
  }

  /** @throws DiskFaultError when LMDB has stopped writing, as it does after a fault of the disk */
  assertWriting(now: number): void {
    if (now - this.#askedAt > STUCK_MS)
      throw new DiskFaultError(`${this.#dir} could not be written for a minute; check its disk`)
  }

  async #commit(): Promise<void> {
    const taken: Job[] = []
    const answers: (() => void)[] = []
    this.#askedAt = performance.now()
    try {
      await this.#db.transaction(() => {
        this.#askedAt = Number.POSITIVE_INFINITY
        this.#run(taken, answers)
      })
      for (const answer of answers) answer()
    } catch (error) {
      const failure = await commitFailure(error, this.#dir)
      // LMDB may fail before it comes to the writes: then they are still waiting, and would wait for ever.
      for (const { reject } of taken.length > 0 ? taken : this.#jobs.splice(0)) reject(failure)
      this.#askedAt = Number.POSITIVE_INFINITY
      this.#full = { failure, until: performance.now() + PAUSE_MS }
      this.onCommitFailure()
    }
    // Not before: what the next commit builds on has to be on the disk, or known not to be.
    this.#lastSize = taken.length
    this.#asked = false
    this.#ask()
  }

  /** Everyone who waits, but no longer than that others notice: each may use up a slice of a long write. */
  #run(taken: Job[], answers: (() => void)[]): void {
    const counts = new Map<number, number>()
    const until = performance.now() + MAX_COMMIT_MS
    while (taken.length < MAX_JOBS && performance.now() < until) {
      const job = this.#jobs.shift()
      if (!job) break
      taken.push(job)
      answers.push(this.#runJob(job, counts))
    }
    for (const [collectionId, by] of counts) if (by !== 0) this.#saveCount(collectionId, by)
  }

  #runJob({ work, resolve, reject }: Job, counts: Map<number, number>): () => void {
    const tx = new UndoableTransaction(this.#db, counts)
    try {
      const value = tx.statement(() => work(tx))
      return () => resolve(value)
    } catch (error) {
      return () => reject(error)
    }
  }

  #saveCount(collectionId: number, by: number): void {
    const key = counterKey(collectionId)
    const stored = this.#db.get(key)
    // A collection that was dropped in the same commit has no counter any more.
    if (stored) this.#db.putSync(key, writeCounter(readCounter(stored) + by))
  }
}
