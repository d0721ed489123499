import type { InboxEvent } from '../ingest/event.ts'

export const MAX_BURST = 10

/**
 * What one commit settles: a run of the customer's messages that were pending together is one turn; everything else
 * stands alone. `tries` is how often this thread was taken up without getting on: then one event at a time, so that
 * the one that cannot be handled shows.
 */
export function nextBurst(pending: readonly InboxEvent[], tries: number): readonly InboxEvent[] {
  const first = pending[0]
  if (!first) return []
  if (first.kind !== 'message' || tries > 1) return [first]
  const others = pending.findIndex((event) => event.kind !== 'message')
  return pending.slice(0, others < 0 ? MAX_BURST : Math.min(others, MAX_BURST))
}
