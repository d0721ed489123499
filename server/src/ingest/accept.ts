import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import { durable } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import type { EventBody, Inbox, ThreadKey } from './event.ts'

export interface Incoming {
  key: ThreadKey
  /** Who sends, as far as order and ids are concerned: `customer`, an agent's id, `action`. */
  sender: string
  /** Unique per thread and sender: the client's message id, the provider's id. */
  dedupKey: string
  /** Orders events of one sender that arrive in the same millisecond. */
  n?: number
  body: EventBody
}

export interface Accepted {
  id: string
  /** Store time in ms. */
  at: number
  /** Seen before with the same body: success, and nothing new. */
  duplicate: boolean
}

export type Accept = (incoming: Incoming) => Promise<Accepted>

const DUPLICATE_KEY = 11000

/**
 * The door's only effect: one durable write, which is the acknowledgement. Ringing comes after it and is never awaited.
 * @throws AppError `id_reused` when the id came before with another body; `store_unavailable` when nothing was kept.
 */
export function createAccept(deps: {
  inbox: Inbox
  sealer: Sealer
  ring: (thread: string) => void
  mask: (text: string) => string
  /** Hears of every acknowledgement. */
  accepted?: (kind: EventBody['kind'], duplicate: boolean) => void
}): Accept {
  const { inbox, sealer, ring, mask, accepted } = deps
  return async ({ key, sender, dedupKey, n = 0, body }) => {
    const id = `${key.thread}:${sender}:${dedupKey}`
    const masked = 'text' in body ? { ...body, text: mask(body.text) } : body
    const text = JSON.stringify(masked)
    const hash = createHash('sha256').update(said(masked, text)).digest('base64')
    const sealed = await sealer.seal(key.identity, text)
    try {
      // `at` must be the store's clock: two web processes' clocks would reorder messages that were acknowledged in order.
      const stored = await inbox
        .findOneAndUpdate(
          ownFilter({ _id: id, at: { $exists: false } }),
          {
            $setOnInsert: { ...key, sender, kind: body.kind, hash, n, body: sealed, state: 'pending' },
            $currentDate: { at: true },
          },
          { upsert: true, returnDocument: 'after', writeConcern: durable, projection: { at: 1 } },
        )
        .lean()
      ring(key.thread)
      accepted?.(body.kind, false)
      return { id, at: stored?.at.getTime() ?? 0, duplicate: false }
    } catch (error) {
      if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error
    }
    const before = await inbox.findById(id, { hash: 1, at: 1, state: 1 }).lean()
    if (before?.hash !== hash) throw new AppError('id_reused', { details: { id: dedupKey } })
    if (before.state === 'pending') ring(key.thread)
    accepted?.(body.kind, true)
    return { id, at: before.at.getTime(), duplicate: true }
  }
}

/** What must be the same when an id comes again. A reply sent anew may have seen more meanwhile; its words are it. */
function said(body: EventBody, text: string): string {
  return body.kind === 'reply' ? JSON.stringify([body.kind, body.text]) : text
}
