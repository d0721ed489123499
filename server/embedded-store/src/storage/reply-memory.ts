import { Long } from 'bson'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { type Doc, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import type { Environment, Transaction } from './environment.ts'
import { REPLY_RANGE, replyKey } from './keys.ts'

const KEEP_MS = 30 * 60 * 1000
const PRUNE_BATCH = 500

export interface RetryId {
  readonly session: Buffer
  readonly number: Long
}

/** The answer to each session's last numbered write, kept in the same commit as the write: a resend after a crash gets it again. */
export class ReplyMemory {
  readonly #env: Environment

  constructor(env: Environment) {
    this.#env = env
  }

  find({ session, number }: RetryId): Doc | undefined {
    const bytes = this.#env.get(replyKey(session))
    if (!bytes) return undefined
    const { number: stored, reply } = decode(bytes)
    if (!(stored instanceof Long) || stored.lessThan(number)) return undefined
    if (stored.greaterThan(number))
      throw new StoreError(
        225,
        `Cannot start with transaction number ${number.toString()}: the session has seen ${stored.toString()}`,
      )
    return isDoc(reply) ? reply : undefined
  }

  remember(tx: Transaction, { session, number }: RetryId, reply: Doc): void {
    tx.put(replyKey(session), encode({ number, at: new Date(), reply }))
  }

  /** Takes away what is older than any driver's retry. */
  async prune(now: number): Promise<void> {
    const stale = this.#env
      .entries({ ...REPLY_RANGE, limit: PRUNE_BATCH * 20 })
      .filter(({ value }) => ageOf(value, now) > KEEP_MS)
      .slice(0, PRUNE_BATCH)
    if (stale.length === 0) return
    await this.#env.write((tx) => {
      for (const { key } of stale) {
        const current = this.#env.get(key)
        if (current && ageOf(current, now) > KEEP_MS) tx.remove(key)
      }
    })
  }
}

function ageOf(value: Buffer, now: number): number {
  const { at } = decode(value)
  return at instanceof Date ? now - at.getTime() : Number.POSITIVE_INFINITY
}
