import type { HealthOverview } from '../contract/index.ts'
import type { Inbox } from '../ingest/event.ts'
import { ownFilter } from '../storage/own-filter.ts'

/** What was accepted and is not handled. A reply that its author may still take back waits by intent. */
export async function readQueue(inbox: Inbox, now: number): Promise<HealthOverview['queue']> {
  const waiting = () => ownFilter({ state: 'pending', held: { $ne: true } })
  const [pending, oldest] = await Promise.all([
    inbox.countDocuments(waiting()),
    inbox.findOne(waiting(), { at: 1 }).sort({ at: 1 }).lean(),
  ])
  return { pending, oldestMs: oldest ? Math.max(0, now - oldest.at.getTime()) : 0 }
}
