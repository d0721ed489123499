import type { Inbox, InboxEvent } from '../ingest/event.ts'
import { gather } from '../storage/gather.ts'

const THREADS = 50
/** Of several threads together. A thread that has as many pending is asked for alone. */
const MOST = 200

export type PendingLookup = (of: { thread: string; limit: number }) => Promise<readonly InboxEvent[]>

/**
 * Reads the first pending events of a thread, in the order of handling, those of several threads in one question.
 */
export function createPendingLookup(inbox: Pick<Inbox, 'collection'>): PendingLookup {
  const find = async (thread: unknown, limit: number): Promise<InboxEvent[]> =>
    // Past mongoose: every turn asks this, and nothing here needs to be cast.
    await inbox.collection
      .find<InboxEvent>({ thread, state: 'pending' })
      .sort({ at: 1, n: 1, _id: 1 })
      .limit(limit)
      .toArray()

  return gather(async (asked: readonly { thread: string; limit: number }[]) => {
    const threads = [...new Set(asked.map(({ thread }) => thread))]
    const found = threads.length > 1 ? await find({ $in: threads }, MOST) : []
    const alone = threads.length === 1 || found.length === MOST
    if (alone) return await Promise.all(asked.map(({ thread, limit }) => find(thread, limit)))
    return asked.map(({ thread, limit }) => found.filter((event) => event.thread === thread).slice(0, limit))
  }, THREADS)
}
