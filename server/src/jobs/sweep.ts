import type { Threads } from '../conversations/thread.ts'
import { every } from '../every.ts'
import type { Inbox } from '../ingest/event.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'

const SWEEP_MS = 1000
/** Younger work is left to the doorbell. */
const GRACE_MS = 700
/** What is still there by then may be what a process died of: from now on the tries are counted. */
const COUNTED_MS = 5000
const MAX_THREADS = 200

/**
 * Finds the work that no ring announced: pending events, outboxes that a dead worker left, answers that are owed,
 * actions without a result. It needs no Redis, so a flush or an outage of Redis costs a second and never a message.
 */
export function startSweep(deps: {
  threads: Threads
  inbox: Inbox
  clock: StoreClock
  drain: (thread: string, counted: boolean) => void
  runAction: (thread: string) => void
  log: Logger
}): { stop(): Promise<void> } {
  const { threads, inbox, clock, drain, runAction, log } = deps

  const threadsWith = async (path: string, before: Date) =>
    await threads
      .find(ownFilter({ [path]: { $exists: true }, lastAt: { $lt: before } }), { lastAt: 1 })
      .limit(MAX_THREADS)
      .lean()

  const sweep = async () => {
    const now = clock.now()
    const before = new Date(now - GRACE_MS)
    const [events, outboxes, owed, actions] = await Promise.all([
      inbox
        .find(ownFilter({ state: 'pending', at: { $lt: new Date(now) } }), { thread: 1, at: 1, held: 1 })
        .sort({ at: 1 })
        .limit(MAX_THREADS)
        .lean(),
      threadsWith('outbox.0', before),
      threadsWith('owed', before),
      threadsWith('action.key', before),
    ])
    const since = new Map<string, number>()
    for (const { _id, lastAt } of [...outboxes, ...owed]) since.set(_id, lastAt.getTime())
    for (const { thread, at, held } of events) {
      // What was held was announced long ago, by a process that may be dead: once it is due nobody waits for its ring.
      if (!held && at >= before) continue
      since.set(thread, Math.min(at.getTime(), since.get(thread) ?? Number.POSITIVE_INFINITY))
    }
    for (const [thread, at] of since) drain(thread, now - at > COUNTED_MS)
    for (const { _id } of actions) runAction(_id)
  }
  return every(SWEEP_MS, sweep, (err) => log.warn({ event: 'sweep.failed', err }))
}
