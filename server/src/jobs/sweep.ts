import type { Threads } from '../conversations/thread.ts'
import type { Inbox } from '../ingest/event.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'

const SWEEP_MS = 1000
/** Younger events are left to the doorbell. */
const GRACE_MS = 700
const MAX_THREADS = 200

/**
 * Finds the work that no ring announced: pending events, outboxes that a dead worker left, actions without a result.
 * It needs no Redis, so a flush or an outage of Redis costs a second and never a message.
 */
export function startSweep(deps: {
  threads: Threads
  inbox: Inbox
  clock: StoreClock
  drain: (thread: string) => void
  runAction: (thread: string) => void
  log: Logger
}): { stop(): Promise<void> } {
  const { threads, inbox, clock, drain, runAction, log } = deps
  let running: Promise<void> | undefined
  const sweep = async () => {
    const before = new Date(clock.now() - GRACE_MS)
    const [events, outboxes, actions] = await Promise.all([
      inbox
        .find(ownFilter({ state: 'pending', at: { $lt: before } }), { thread: 1 })
        .sort({ at: 1 })
        .limit(MAX_THREADS)
        .lean(),
      threads
        .find(ownFilter({ 'outbox.0': { $exists: true }, lastAt: { $lt: before } }), { _id: 1 })
        .limit(MAX_THREADS)
        .lean(),
      threads
        .find(ownFilter({ 'action.key': { $exists: true }, lastAt: { $lt: before } }), { _id: 1 })
        .limit(MAX_THREADS)
        .lean(),
    ])
    for (const thread of new Set([...events.map((event) => event.thread), ...outboxes.map(({ _id }) => _id)]))
      drain(thread)
    for (const { _id } of actions) runAction(_id)
  }
  const timer = setInterval(() => {
    running ??= sweep()
      .catch((err: unknown) => log.warn({ event: 'sweep.failed', err }))
      .finally(() => {
        running = undefined
      })
  }, SWEEP_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
