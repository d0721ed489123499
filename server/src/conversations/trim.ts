import type { Inbox } from '../ingest/event.ts'
import { relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { OutboxEntry } from './entry.ts'
import type { Aside } from './set-aside.ts'
import type { Threads } from './thread.ts'

/** Long enough to gather the turns of many threads, far shorter than a customer takes to write on. */
const GATHER_MS = 100

/**
 * Tidies up after projections, for many threads in one write: outboxes let go of what the log has, and inbox events are
 * marked done. Nothing depends on when, or whether, it happens: an event whose entry exists is not handled again, an
 * entry in both places is read once, and what a death leaves untidied the sweep brings back here.
 */
export interface Trim {
  /** These entries of the thread are in the log. */
  logged(thread: string, entries: readonly OutboxEntry[]): void
  /** These events have their entries in the log. */
  settled(events: readonly string[]): void
  /** Writes now what was gathered. Never fails: the sweep finds what could not be written. */
  flush(): Promise<void>
}

export function createTrim(deps: { threads: Threads; inbox: Inbox; aside: Aside }): Trim {
  const { threads, inbox, aside } = deps
  let events = new Set<string>()
  let upTo = new Map<string, { seq: number; aside: boolean }>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<unknown> = Promise.resolve()

  const markDone = async (ids: readonly string[]) => {
    if (ids.length === 0) return
    await inbox.updateMany(
      ownFilter({ _id: { $in: ids } }),
      { $set: { state: 'done' }, $currentDate: { doneAt: true } },
      { writeConcern: relaxed },
    )
  }

  const emptyOutboxes = async (trimmed: ReadonlyMap<string, { seq: number; aside: boolean }>) => {
    if (trimmed.size === 0) return
    await threads.collection.bulkWrite(
      [...trimmed].map(([thread, { seq }]) => ({
        updateOne: {
          filter: { _id: thread as never },
          update: { $pull: { outbox: { seq: { $lte: seq } } } as never },
        },
      })),
      { ordered: false, writeConcern: relaxed },
    )
    for (const [thread, { seq, aside: beside }] of trimmed) if (beside) await aside.clear(thread, seq)
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const work = [[...events], upTo] as const
    events = new Set()
    upTo = new Map()
    const wrote = writing.then(() => Promise.allSettled([markDone(work[0]), emptyOutboxes(work[1])]))
    writing = wrote
    return wrote.then(() => undefined)
  }

  const soon = () => {
    timer ??= setTimeout(() => void flush(), GATHER_MS)
  }

  return {
    logged(thread, entries) {
      const last = entries.at(-1)
      if (!last) return
      const before = upTo.get(thread)
      const beside = entries.some((entry) => 'aside' in entry)
      upTo.set(thread, {
        seq: Math.max(last.seq, before?.seq ?? 0),
        aside: beside || (before?.aside ?? false),
      })
      soon()
    },
    settled(ids) {
      if (ids.length === 0) return
      for (const id of ids) events.add(id)
      soon()
    },
    flush,
  }
}
