import type { PublicEntry } from '@parley/server/contract'

/** The customer's view of the conversation: dense, oldest first. */
export interface Log {
  readonly entries: readonly PublicEntry[]
  /** The highest seq held; everything up to it is here. */
  readonly cursor: number
}

export const emptyLog: Log = { entries: [], cursor: 0 }

export interface Stretch {
  readonly after: number
  readonly entries: readonly PublicEntry[]
}

/** Takes what is new of a stretch. Stops at a hole: what lies beyond is asked for again, never shown out of order. */
export function append(
  log: Log,
  { after, entries }: Stretch,
): { log: Log; added: PublicEntry[]; gap: boolean } {
  if (after > log.cursor) return { log, added: [], gap: true }
  const added: PublicEntry[] = []
  let cursor = log.cursor
  let gap = false
  for (const entry of entries) {
    if (entry.seq <= cursor) continue
    if (entry.seq > cursor + 1) {
      gap = true
      break
    }
    added.push(entry)
    cursor = entry.seq
  }
  if (added.length === 0) return { log, added, gap }
  return { log: { entries: [...log.entries, ...added], cursor }, added, gap }
}

/** Forgets all and takes these: the server no longer has what was shown. */
export function replace({ after, entries }: Stretch): { log: Log; added: PublicEntry[]; gap: boolean } {
  return append({ entries: [], cursor: after }, { after, entries })
}
