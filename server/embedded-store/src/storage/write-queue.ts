import type { Database } from 'lmdb'
import { StoreError } from '../errors.ts'
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

/**
 * Group commit: what clients write while LMDB is busy with a commit becomes the next one. One callback runs them all,
 * because entering LMDB's writer costs more than a small write.
 */
export class WriteQueue {
  readonly #db: Database<Buffer, Buffer>
  readonly #jobs: Job[] = []
  #asked = false
  /** How many commands the last commit took in. */
  #lastSize = 0
  /** After a failed commit, what memory knows of the catalog may be ahead of the file. */
  onCommitFailure: () => void = () => undefined

  constructor(db: Database<Buffer, Buffer>) {
    this.#db = db
  }

  /** Runs `work` inside the next commit and resolves with its result once that is on the disk. */
  write<T>(work: (tx: Transaction) => T): Promise<T> {
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

  async #commit(): Promise<void> {
    const taken: Job[] = []
    const answers: (() => void)[] = []
    try {
      await this.#db.transaction(() => {
        this.#run(taken, answers)
        this.#lastSize = taken.length
        this.#asked = false
        this.#ask()
      })
    } catch (error) {
      this.onCommitFailure()
      const failure = new StoreError(14031, `the write could not be committed: ${messageOf(error)}`)
      // LMDB may fail before it comes to the writes: then they are still waiting, and would wait for ever.
      if (taken.length === 0) {
        taken.push(...this.#jobs.splice(0))
        this.#asked = false
      }
      for (const { reject } of taken) reject(failure)
      return
    }
    for (const answer of answers) answer()
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
