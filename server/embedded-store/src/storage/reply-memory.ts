import type { Long } from 'bson'
import { StoreError } from '../errors.ts'
import type { Environment } from './environment.ts'
import { REPLY_RANGE, replyKey } from './keys.ts'
import type { Transaction } from './transaction.ts'

const KEEP_MS = 30 * 60 * 1000
const PRUNE_BATCH = 500
/** When it was written (double), the number (int64), and whether the write is over (one byte); then BSON. */
const HEAD_BYTES = 17

export interface RetryId {
  readonly session: Buffer
  readonly number: Long
}

/** What is known of a numbered write: its answer, or how far it came before the process died. */
export interface Remembered {
  readonly finished: boolean
  /** BSON: the answer as it was sent, or the progress. */
  readonly bytes: Buffer
}

/** The answer to each session's last numbered write, kept in the same commit as the write: a resend after a crash gets it again. */
export class ReplyMemory {
  readonly #env: Environment

  /** Numbered writes that this process has begun and not ended. */
  readonly #unfinished = new Map<string, Promise<void>>()

  constructor(env: Environment) {
    this.#env = env
  }

  /** Notes that the write is being done in several commits. @returns what is to be called at its end */
  start(retry: RetryId): () => void {
    const key = textOf(retry)
    let resolve = (): void => undefined
    this.#unfinished.set(
      key,
      new Promise((done) => {
        resolve = done
      }),
    )
    return () => {
      this.#unfinished.delete(key)
      resolve()
    }
  }

  /** The end of a write that is being done; undefined when none is. */
  unfinished(retry: RetryId): Promise<void> | undefined {
    return this.#unfinished.size === 0 ? undefined : this.#unfinished.get(textOf(retry))
  }

  /** @throws TransactionTooOld (225) when the session has gone on to a later number */
  find({ session, number }: RetryId): Remembered | undefined {
    const stored = this.#env.get(replyKey(session))
    if (!stored) return undefined
    const known = stored.readBigInt64LE(8)
    const wanted = number.toBigInt()
    if (known < wanted) return undefined
    if (known > wanted)
      throw new StoreError(
        225,
        `Cannot start with transaction number ${wanted}: the session has seen ${known}`,
      )
    return { finished: stored[16] === 1, bytes: stored.subarray(HEAD_BYTES) }
  }

  remember(tx: Transaction, { session, number }: RetryId, { finished, bytes }: Remembered): void {
    const value = Buffer.allocUnsafe(HEAD_BYTES + bytes.length)
    value.writeDoubleLE(Date.now(), 0)
    value.writeBigInt64LE(number.toBigInt(), 8)
    value[16] = finished ? 1 : 0
    bytes.copy(value, HEAD_BYTES)
    tx.put(replyKey(session), value)
  }

  /** Takes away what is older than any driver's retry. */
  async prune(now: number): Promise<void> {
    const isStale = (value: Buffer): boolean => now - value.readDoubleLE(0) > KEEP_MS
    const stale = this.#env
      .entries({ ...REPLY_RANGE, limit: PRUNE_BATCH * 20 })
      .filter(({ value }) => isStale(value))
      .slice(0, PRUNE_BATCH)
    if (stale.length === 0) return
    await this.#env.write((tx) => {
      for (const { key } of stale) {
        const current = this.#env.get(key)
        if (current && isStale(current)) tx.remove(key)
      }
    })
  }
}

function textOf({ session, number }: RetryId): string {
  return `${session.toString('hex')} ${number.toString()}`
}
