import type { EntriesEvent, Entry, EntryPage, ThreadSnapshot } from '@parley/server/contract'

/** A thread's log as far as it is loaded: dense, oldest first. */
export interface ThreadLog {
  entries: readonly Entry[]
  /** Older entries exist before the first. */
  more: boolean
}

export function cursorOf(log: ThreadLog | undefined): number {
  return log?.entries.at(-1)?.seq ?? 0
}

/** The newest that the customer may see too. */
export function publicCursorOf(log: ThreadLog): number {
  return log.entries.findLast(({ publicSeq }) => publicSeq !== undefined)?.publicSeq ?? 0
}

/** Joins what came after the cursor, or starts over where it does not join. */
export function applySnapshot(
  log: ThreadLog | undefined,
  snapshot: Pick<ThreadSnapshot, 'entries' | 'more'> & { resync: boolean },
): ThreadLog {
  const first = snapshot.entries[0]
  const cursor = cursorOf(log)
  if (!log || cursor === 0 || snapshot.resync) return { entries: snapshot.entries, more: snapshot.more }
  if (!first) return log
  if (first.seq > cursor + 1) return { entries: snapshot.entries, more: snapshot.more }
  const fresh = snapshot.entries.filter((entry) => entry.seq > cursor)
  return fresh.length === 0 ? log : { ...log, entries: [...log.entries, ...fresh] }
}

/** `gap` means: ask again with the cursor. */
export function applyEntries(
  log: ThreadLog,
  event: Pick<EntriesEvent, 'after' | 'entries'>,
): { log: ThreadLog; gap: boolean } {
  const cursor = cursorOf(log)
  if (event.after > cursor) return { log, gap: true }
  const fresh = event.entries.filter((entry) => entry.seq > cursor)
  const dense = fresh.every((entry, index) => entry.seq === cursor + 1 + index)
  if (!dense) return { log, gap: true }
  return { log: fresh.length === 0 ? log : { ...log, entries: [...log.entries, ...fresh] }, gap: false }
}

export function prependPage(log: ThreadLog, page: EntryPage): ThreadLog {
  const first = log.entries[0]?.seq ?? Number.POSITIVE_INFINITY
  const older = page.entries.filter((entry) => entry.seq < first)
  return { entries: [...older, ...log.entries], more: page.more }
}

export function clientIdsIn(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ body }) =>
    (body.kind === 'message' || body.kind === 'note') && body.clientId ? [body.clientId] : [],
  )
}

/** The customer's first message after `seq`, up to `head`: where what was not seen yet begins. */
export function firstUnseen(
  log: ThreadLog,
  seq: number,
  head = Number.POSITIVE_INFINITY,
): number | undefined {
  return log.entries.find(
    (entry) =>
      entry.seq > seq && entry.seq <= head && entry.body.kind === 'message' && entry.by.type === 'customer',
  )?.seq
}

/** Customer's messages after `seq`: what an agent who looked up to there has not seen. */
export function unseenAfter(log: ThreadLog | undefined, seq: number): number {
  return (log?.entries ?? []).filter(
    (entry) => entry.seq > seq && entry.body.kind === 'message' && entry.by.type === 'customer',
  ).length
}
