import { FencedError } from '../conversations/commit.ts'
import type { Log } from '../conversations/entry.ts'
import type { Thread } from '../conversations/thread.ts'
import type { Trim } from '../conversations/trim.ts'
import type { Inbox, InboxEvent } from '../ingest/event.ts'
import type { Held } from '../ingest/held.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { createPendingLookup } from './pending-lookup.ts'

export interface Pending {
  /**
   * The events of a thread that have no entry yet, at most `limit`, in the order of handling: store time, client
   * counter, id. A reply that is held is not among them before it is due and let go. The thread must have been read
   * before: the entry of an event that was committed by then is in its outbox, since that lets go of an entry only once
   * the event is done; and one that is committed later moves the head, which the commit compares.
   */
  of(thread: Thread, limit: number): Promise<readonly InboxEvent[]>
  /**
   * Before deciding again on a thread that moved on, and that was just read.
   * @throws FencedError when any of the events was settled by somebody else meanwhile
   */
  assert(thread: Thread, events: readonly InboxEvent[]): Promise<void>
}

/**
 * What is pending for so long is also looked for in the log: a backup of a store that keeps no common moment for its
 * collections may have brought it back.
 */
const LONG_MS = 10_000
/** Lost races about what is held, after which somebody else works on this thread. */
const MAX_ROUNDS = 5

export interface PendingDeps {
  inbox: Inbox
  log: Log
  trim: Trim
  held: Pick<Held, 'isDue' | 'letGo'>
  clock: Pick<StoreClock, 'now'>
  /** Ends what a death left half taken back. */
  finishTakingBack: (event: InboxEvent) => Promise<unknown>
}

/**
 * Whether an event may be handled now, asked for one after another in their order. What a sender holds back keeps back
 * what they sent after it: between two looks at the clock time goes on, and the later one may have become due.
 */
function readiness(held: PendingDeps['held']): (event: InboxEvent) => boolean {
  const waiting = new Set<string>()
  return (event) => {
    if (event.undone || waiting.has(event.sender)) return false
    if (!event.held || held.isDue(event)) return true
    waiting.add(event.sender)
    return false
  }
}

export function createPending(deps: PendingDeps): Pending {
  const { inbox, log, trim, held, clock, finishTakingBack } = deps

  const inLog = async (ids: readonly string[]): Promise<readonly { event?: string }[]> =>
    ids.length === 0 ? [] : await log.find(ownFilter({ event: { $in: ids } }), { event: 1, _id: 0 }).lean()

  /** Of these events, those that have an entry: in the outbox, or, where asked for, in the log. */
  const withEntry = async ({ outbox }: Thread, asked: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set([...outbox, ...(await inLog(asked))].flatMap(({ event }) => event ?? []))

  const pendingOf = createPendingLookup(inbox)

  const unsettled = async (thread: Thread, limit: number): Promise<readonly InboxEvent[]> => {
    const found = await pendingOf({ thread: thread._id, limit })
    if (found.length === 0) return found
    const long = clock.now() - LONG_MS
    const settled = await withEntry(
      thread,
      found.flatMap(({ _id, at }) => (at.getTime() < long ? [_id] : [])),
    )
    trim.settled(found.flatMap(({ _id }) => (settled.has(_id) ? [_id] : [])))
    return found.filter(({ _id }) => !settled.has(_id))
  }

  /** Lets go what is due; false when another was faster with any of it, to send it or to take it back. */
  const letGo = async (due: readonly InboxEvent[]): Promise<boolean> => {
    for (const event of due) if (!(await held.letGo(event))) return false
    return true
  }

  return {
    async of(thread, limit) {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const found = await unsettled(thread, limit)
        for (const event of found) if (event.undone) await finishTakingBack(event)
        const ready = found.filter(readiness(held))
        // Read again after a lost race: what comes after the lost one must not overtake it.
        if (await letGo(ready.filter((event) => event.held))) return ready
      }
      throw new FencedError(`others let go what is held of ${thread._id}`)
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
