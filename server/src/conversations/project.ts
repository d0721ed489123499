import { isDuplicateKey, relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { createRecentMap } from '../storage/recent-map.ts'
import { isMarked, type Mark, markOf, type OutboxEntry, type StoredEntry } from './entry.ts'
import type { Episodes } from './episode.ts'
import { episodeOf } from './episode.ts'
import type { WriteLog } from './log-writer.ts'
import type { Aside } from './set-aside.ts'
import type { Thread } from './thread.ts'
import type { Trim } from './trim.ts'

/** Threads whose place in the log is remembered: forgetting one costs a write that finds its entries there already. */
const REMEMBERED = { size: 10_000, ageMs: 3_600_000 }

export interface Projection {
  /**
   * Carries the outbox into the log and keeps the episode's line on the customer's record; only then may the outbox
   * let go of the entries and are their events done. Any step may be repeated: ids are deterministic and nothing is
   * counted up.
   */
  project(thread: Thread): Promise<void>
  /** Whether this process knows that the log has everything that lies in the thread's outbox. */
  isLogged(thread: Thread): boolean
}

/** Kinds whose arrival changes the line of an episode on the customer's record. */
const turningPoints = new Set<StoredEntry['kind']>(['handoff', 'assignment', 'status', 'rating'])

/** What an open conversation does not have, also when it had been closed by mistake. */
const endOf = { closedAt: 1, outcome: 1 } as const

export function createProjection(deps: {
  writeLog: WriteLog
  episodes: Episodes
  aside: Aside
  trim: Trim
  /** Hears of entries once the log has them, and before the outbox lets go of them; may hear of them again. */
  logged: (entries: readonly StoredEntry[]) => Promise<void>
}): Projection {
  const { writeLog, episodes, aside, trim, logged } = deps
  const loggedUpTo = createRecentMap<Mark>(REMEMBERED)
  /** 0 for what is not known. */
  const loggedOf = ({ _id, outbox }: Thread): number => {
    const mark = loggedUpTo.get(_id)
    return mark && outbox.some((entry) => isMarked(entry, mark)) ? mark.seq : 0
  }

  const intoLog = async (outbox: readonly OutboxEntry[]) => {
    const entries = await aside.full(outbox)
    await writeLog(entries)
    await logged(entries)
  }

  const keepEpisode = async (thread: Thread, entries: readonly OutboxEntry[]) => {
    const opens =
      entries.some((entry) => entry.seq === 1) || entries.some((entry) => turningPoints.has(entry.kind))
    if (!opens) return
    const { _id, head, ...line } = episodeOf(thread)
    try {
      // The guard keeps a slower projection of an older state from winning over a newer one.
      await episodes.updateOne(
        ownFilter({ _id, head: { $not: { $gt: head } } }),
        { $set: { head, ...line }, ...(line.status === 'closed' ? {} : { $unset: endOf }) },
        { upsert: true, writeConcern: relaxed },
      )
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
  }

  return {
    isLogged: (thread) => (thread.outbox.at(-1)?.seq ?? 0) <= loggedOf(thread),
    async project(thread) {
      const { _id, outbox } = thread
      const last = outbox.at(-1)
      if (!last) return
      const known = loggedOf(thread)
      const fresh = outbox.filter(({ seq }) => seq > known)
      if (fresh.length > 0) {
        await Promise.all([intoLog(fresh), keepEpisode(thread, fresh)])
        loggedUpTo.set(_id, markOf(last))
      }
      trim.settled(outbox.flatMap((entry) => entry.event ?? []))
      trim.logged(_id, outbox)
    },
  }
}
