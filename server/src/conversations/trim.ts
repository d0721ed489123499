import type { Inbox } from '../ingest/event.ts'
import { relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { createRecentMap } from '../storage/recent-map.ts'
import { isMarked, type Mark, markOf, type OutboxEntry } from './entry.ts'
import type { Aside } from './set-aside.ts'
import type { Thread, Threads } from './thread.ts'

/** Long enough to gather the turns of many threads, far shorter than a customer takes to write on. */
const GATHER_MS = 100
/** Threads that are known to be tidy; forgetting one costs a longer outbox. */
const REMEMBERED = { size: 10_000, ageMs: 3_600_000 }

/**
 * Tidies up after projections, for many threads in one write: inbox events are marked done, and only then do outboxes let
 * go of what the log has. So whoever reads a thread and then what is pending of it finds the entry of a pending event
 * in the outbox, and need not ask the log. Nothing depends on when, or whether, it happens: an entry in both places is
 * read once, and what a death leaves untidied the sweep brings back here.
 */
export interface Trim {
  /** These entries of the thread are in the log. */
  logged(thread: string, entries: readonly OutboxEntry[]): void
  /** These events have their entries in the log. */
  settled(events: readonly string[]): void
  /** Whether the log has all that lies in the thread's outbox, and its events are done: then it need not be kept. */
  isTidy(thread: Thread): boolean
  /** Writes now what was gathered. Never fails: the sweep finds what could not be written. */
  flush(): Promise<void>
}

/** Up to where, and whether anything of it lies beside. */
type UpTo = Mark & { aside: boolean }
type Outboxes = ReadonlyMap<string, UpTo>

export function createTrim(deps: { threads: Threads; inbox: Inbox; aside: Aside }): Trim {
  const { threads, inbox, aside } = deps
  let events = new Set<string>()
  let upTo = new Map<string, UpTo>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<unknown> = Promise.resolve()
  const tidy = createRecentMap<Mark>(REMEMBERED)

  const markDone = async (ids: readonly string[]) => {
    if (ids.length === 0) return
    await inbox.updateMany(
      ownFilter({ _id: { $in: ids } }),
      { $set: { state: 'done' }, $currentDate: { doneAt: true } },
      { writeConcern: relaxed },
    )
  }

  const emptyOutboxes = async (trimmed: Outboxes) => {
    if (trimmed.size === 0) return
    await threads.collection.bulkWrite(
      [...trimmed].map(([thread, { seq, at }]) => ({
        updateOne: {
          filter: { _id: thread as never },
          // By the time as well: the thread may have been removed and begun anew since.
          update: { $pull: { outbox: { seq: { $lte: seq }, at: { $lte: new Date(at) } } } as never },
        },
      })),
      { ordered: false, writeConcern: relaxed },
    )
    for (const [thread, mark] of trimmed) if (mark.aside) await aside.clear(thread, mark)
  }

  const tidyUp = async (ids: readonly string[], trimmed: Outboxes) => {
    await markDone(ids)
    for (const [thread, mark] of trimmed) tidy.set(thread, mark)
    await emptyOutboxes(trimmed)
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const work = [[...events], upTo] as const
    events = new Set()
    upTo = new Map()
    writing = writing.then(() => tidyUp(...work)).catch(() => undefined)
    return writing.then(() => undefined)
  }

  const soon = () => {
    timer ??= setTimeout(() => void flush(), GATHER_MS)
  }

  return {
    logged(thread, entries) {
      const last = entries.at(-1)
      if (!last) return
      const before = upTo.get(thread)
      const mark = markOf(last)
      const aside = (before?.aside ?? false) || entries.some((entry) => 'aside' in entry)
      upTo.set(thread, { ...(before && before.at > mark.at ? before : mark), aside })
      soon()
    },
    settled(ids) {
      if (ids.length === 0) return
      for (const id of ids) events.add(id)
      soon()
    },
    isTidy({ _id, outbox }) {
      const [last, mark] = [outbox.at(-1), tidy.get(_id)]
      return !last || (mark !== undefined && isMarked(last, mark))
    },
    flush,
  }
}
