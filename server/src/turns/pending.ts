import { FencedError } from '../conversations/commit.ts'
import type { Log } from '../conversations/entry.ts'
import type { Thread } from '../conversations/thread.ts'
import type { Trim } from '../conversations/trim.ts'
import type { Inbox, InboxEvent } from '../ingest/event.ts'
import { ownFilter } from '../storage/own-filter.ts'

export interface Pending {
  /**
   * The events of a thread that have no entry yet, at most `limit`, in the order of handling: store time, client
   * counter, id. The thread must have been read before: an event that was committed by then is in its outbox or in the
   * log, and one that is committed later moves the head, which the commit compares.
   */
  of(thread: Thread, limit: number): Promise<readonly InboxEvent[]>
  /**
   * Before deciding again on a thread that moved on, and that was just read.
   * @throws FencedError when any of the events was settled by somebody else meanwhile
   */
  assert(thread: Thread, events: readonly InboxEvent[]): Promise<void>
}

export function createPending(deps: { inbox: Inbox; log: Log; trim: Trim }): Pending {
  const { inbox, log, trim } = deps

  const withEntry = async (thread: Thread, ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const logged = await log.find(ownFilter({ event: { $in: ids } }), { event: 1, _id: 0 }).lean()
    return new Set([...thread.outbox, ...logged].flatMap(({ event }) => event ?? []))
  }

  return {
    async of(thread, limit) {
      const found = await inbox
        .find({ thread: thread._id, state: 'pending' })
        .sort({ at: 1, n: 1, _id: 1 })
        .limit(limit)
        .lean<InboxEvent[]>()
      if (found.length === 0) return found
      const settled = await withEntry(
        thread,
        found.map(({ _id }) => _id),
      )
      trim.settled(found.flatMap(({ _id }) => (settled.has(_id) ? [_id] : [])))
      return found.filter(({ _id }) => !settled.has(_id))
    },
    async assert(thread, events) {
      const ids = events.map(({ _id }) => _id)
      const [settled, pending] = await Promise.all([
        withEntry(thread, ids),
        inbox.countDocuments(ownFilter({ _id: { $in: ids }, state: 'pending' })),
      ])
      if (pending < ids.length || ids.some((id) => settled.has(id)))
        throw new FencedError(`events of ${thread._id} were settled elsewhere`)
    },
  }
}
