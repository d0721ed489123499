import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Sealer } from '../storage/sealing.ts'
import type { EventBody, Inbox, ThreadKey } from './event.ts'
import { createInboxWriter } from './inbox-writer.ts'

export interface Incoming {
  key: ThreadKey
  /** Who sends, as far as order and ids are concerned: `customer`, an agent's id, `action`. */
  sender: string
  /** Unique per thread and sender: the client's message id, the provider's id. */
  dedupKey: string
  /** Orders events of one sender that arrive in the same millisecond. */
  n?: number
  /** Its place in the order where the moment of acceptance is not it. */
  place?: Place
  body: EventBody
}

export interface Place {
  at: Date
  /** Nobody handles it before `at`: its author may still take it back. */
  held: boolean
}

export interface Accepted {
  id: string
  /** Store time in ms. */
  at: number
  /** Seen before with the same body: success, and nothing new. */
  duplicate: boolean
  /** Held until then (`at`), and may be taken back. */
  held?: true
  /** It was taken back before, perhaps by another screen: it is not on its way and its words are a draft. */
  takenBack?: true
}

export type Accept = (incoming: Incoming) => Promise<Accepted>

/**
 * The door's only effect: one durable write, which is the acknowledgement. Ringing comes after it and is never awaited.
 * @throws AppError `id_reused` when the id came before with another body; `store_unavailable` when nothing was kept.
 */
export function createAccept(deps: {
  inbox: Inbox
  sealer: Sealer
  /** Wakes a worker, at once or after so many milliseconds. */
  ring: (thread: string, afterMs?: number) => void
  mask: (text: string) => string
  /** Hears of every acknowledgement. */
  accepted?: (kind: EventBody['kind'], duplicate: boolean, customer: string) => void
  /** Refuses what cannot be taken in now, before anything is written. @throws AppError `store_unavailable` */
  admit?: (kind: EventBody['kind']) => void
}): Accept {
  const { inbox, sealer, ring, mask, accepted, admit } = deps
  const write = createInboxWriter(inbox)
  return async ({ key, sender, dedupKey, n = 0, place, body }) => {
    admit?.(body.kind)
    const id = `${key.thread}:${sender}:${dedupKey}`
    const masked = 'text' in body ? { ...body, text: mask(body.text) } : body
    const text = JSON.stringify(masked)
    const hash = createHash('sha256').update(said(masked, text)).digest('base64')
    const sealed = await sealer.seal(key.identity, text)
    const event = {
      _id: id,
      ...key,
      sender,
      kind: body.kind,
      hash,
      n,
      body: sealed,
      state: 'pending' as const,
    }
    const at = await write({ event, place })
    if (at !== undefined) {
      if (!place?.held) ring(key.thread)
      accepted?.(body.kind, false, key.customer)
      return { id, at, duplicate: false, ...(place?.held ? { held: true } : {}) }
    }
    const again = await repeated(inbox, { id, hash, dedupKey })
    if (again.pending) ring(key.thread)
    accepted?.(body.kind, true, key.customer)
    return again.answer
  }
}

/** An id that came before. @throws AppError `id_reused` when it came with another body */
async function repeated(
  inbox: Inbox,
  { id, hash, dedupKey }: { id: string; hash: string; dedupKey: string },
): Promise<{ answer: Accepted; pending: boolean }> {
  const before = await inbox.findById(id, { hash: 1, at: 1, state: 1, held: 1, undone: 1 }).lean()
  const answer = { id, at: before?.at.getTime() ?? 0, duplicate: true }
  if (before?.undone) return { answer: { ...answer, takenBack: true }, pending: false }
  if (before?.hash !== hash) throw new AppError('id_reused', { details: { id: dedupKey } })
  const pending = before.state === 'pending'
  if (pending && before.held) return { answer: { ...answer, held: true }, pending: false }
  return { answer, pending }
}

/**
 * What must be the same when an id comes again: words and files. A reply sent anew may have seen more meanwhile, and
 * the company may have worded its proactive message anew.
 */
function said(body: EventBody, text: string): string {
  if (body.kind === 'message' && body.opener !== undefined) {
    const { opener: _, ...rest } = body
    return JSON.stringify(rest)
  }
  if (body.kind !== 'reply') return text
  const files = body.files?.map(({ id }) => id) ?? []
  return JSON.stringify([body.kind, body.text, ...files])
}
