import type { InboxEvent } from '../ingest/event.ts'

export const MAX_BURST = 10
/** Sealed bytes of one burst: its entries have to fit into the thread document of 16 KB. */
const MAX_BURST_BYTES = 7000

/**
 * What one commit settles: a run of the customer's messages that were pending together is one turn; everything else
 * stands alone. `tries` is how often this thread was taken up without getting on: then one event at a time, so that
 * the one that cannot be handled shows.
 */
export function nextBurst(pending: readonly InboxEvent[], tries: number): readonly InboxEvent[] {
  const first = pending[0]
  if (!first) return []
  if (first.kind !== 'message' || tries > 1) return [first]
  const burst: InboxEvent[] = []
  let bytes = 0
  for (const event of pending) {
    bytes += event.body.length
    const full = burst.length >= MAX_BURST || (burst.length > 0 && bytes > MAX_BURST_BYTES)
    if (event.kind !== 'message' || full) break
    burst.push(event)
  }
  return burst
}
