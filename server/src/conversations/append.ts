import type { EntryBody } from '../contract/index.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type DraftEntry, entryId, type StoredEntry } from './entry.ts'
import type { Thread, ThreadState } from './thread.ts'

/** What a decision wants: entries to append and the state that they lead to. */
export interface Change {
  entries: readonly DraftEntry[]
  /** Fields to replace; `undefined` removes one. */
  set: Partial<ThreadState>
  /** Kept for lists; sealed like every text. */
  preview?: { by: 'customer' | 'bot' | 'agent' | 'system'; text: string }
  /** What the customer is called and worth from now on. */
  customer?: { name: string; vip: boolean }
  /** The bot's state, sealed on the way in. */
  bot?: string
}

/** A change as it will be written: numbered, dated and sealed. */
export interface Appended {
  entries: readonly StoredEntry[]
  set: Record<string, unknown>
  unset: readonly string[]
}

/** Gives a change its numbers, its time and its seals on a thread as it stands. Writes nothing. */
export async function append(sealer: Sealer, thread: Thread, change: Change, now: number): Promise<Appended> {
  const entries = await sealEntries(sealer, thread, change, now)
  const set: Record<string, unknown> = {
    head: thread.head + entries.length,
    publicHead: thread.publicHead + entries.filter((entry) => entry.publicSeq !== undefined).length,
    lastAt: new Date(now),
    ...(change.preview || change.set.status === 'closed' ? { movedAt: new Date(now) } : {}),
  }
  if (change.customer) Object.assign(set, { customerName: change.customer.name, vip: change.customer.vip })
  const unset: string[] = []
  for (const [field, value] of Object.entries(change.set)) {
    if (value === undefined) unset.push(field)
    else set[field] = value
  }
  if (change.bot !== undefined) set['bot'] = await sealer.seal(thread.identity, change.bot)
  if (change.preview) {
    const text = await sealer.seal(thread.identity, change.preview.text.slice(0, 200))
    set['preview'] = { by: change.preview.by, text }
  }
  return { entries, set, unset }
}

/** The thread as it will be once the change is written. */
export function threadAfter(thread: Thread, { entries, set, unset }: Appended): Thread {
  const kept = Object.fromEntries(Object.entries(thread).filter(([field]) => !unset.includes(field)))
  return { ...(kept as unknown as Thread), ...set, outbox: [...thread.outbox, ...entries] }
}

async function sealEntries(
  sealer: Sealer,
  thread: Thread,
  change: Change,
  now: number,
): Promise<StoredEntry[]> {
  let publicSeq = thread.publicHead
  const episode = change.set.episode ?? thread.episode
  return await Promise.all(
    change.entries.map(async (draft, index) => {
      const seq = thread.head + index + 1
      const publicNumber = draft.public ? ++publicSeq : undefined
      return {
        _id: entryId(thread._id, seq),
        thread: thread._id,
        seq,
        ...(publicNumber === undefined ? {} : { publicSeq: publicNumber }),
        episode,
        kind: draft.body.kind,
        at: new Date(now),
        by: draft.by,
        customer: thread.customer,
        ...(draft.event === undefined ? {} : { event: draft.event }),
        ...(draft.facts === undefined ? {} : { facts: draft.facts }),
        body: await sealer.seal(thread.identity, JSON.stringify(draft.body satisfies EntryBody)),
      }
    }),
  )
}
