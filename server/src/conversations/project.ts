import type { Inbox } from '../ingest/event.ts'
import { durable, relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Log, OutboxEntry, StoredEntry } from './entry.ts'
import type { Episodes } from './episode.ts'
import { episodeOf } from './episode.ts'
import type { Aside } from './set-aside.ts'
import type { Thread, Threads } from './thread.ts'

const DUPLICATE_KEY = 11000

export interface Projection {
  /**
   * Carries the outbox into the log, marks its events as done, keeps the episode's line on the customer's record, and
   * only then clears the outbox. Any step may be repeated: ids are deterministic and nothing is counted up.
   * With `release` the drain's lease ends in the same write.
   */
  project(thread: Thread, release?: { fence: number; settled: boolean }): Promise<void>
}

/** Kinds whose arrival changes the line of an episode on the customer's record. */
const turningPoints = new Set<StoredEntry['kind']>(['handoff', 'assignment', 'status', 'rating'])

export function createProjection(deps: {
  threads: Threads
  log: Log
  inbox: Inbox
  episodes: Episodes
  aside: Aside
}): Projection {
  const { threads, log, inbox, episodes, aside } = deps

  const intoLog = async (outbox: readonly OutboxEntry[]) => {
    if (outbox.length === 0) return
    const entries = await aside.full(outbox)
    try {
      await log.collection.insertMany(entries as never[], { ordered: false, writeConcern: durable })
    } catch (error) {
      // Already there from a projection that died before it could clear: the same bytes under the same id.
      if (!onlyDuplicates(error)) throw error
    }
  }

  const settleEvents = async (entries: readonly OutboxEntry[]) => {
    const ids = entries.flatMap((entry) => (entry.event ? [entry.event] : []))
    if (ids.length === 0) return
    await inbox.updateMany(
      ownFilter({ _id: { $in: ids } }),
      { $set: { state: 'done' }, $currentDate: { doneAt: true } },
      { writeConcern: relaxed },
    )
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
        { $set: { head, ...line } },
        { upsert: true, writeConcern: relaxed },
      )
    } catch (error) {
      if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error
    }
  }

  return {
    async project(thread, release) {
      const entries = thread.outbox
      await Promise.all([intoLog(entries), keepEpisode(thread, entries)])
      // Strictly after the log: an event is done when its entry exists.
      await settleEvents(entries)
      const upTo = entries.at(-1)?.seq
      if (upTo === undefined && !release) return
      const update = {
        ...(upTo === undefined ? {} : { $pull: { outbox: { seq: { $lte: upTo } } } }),
        ...(release
          ? {
              $unset: { lease: 1 as const },
              ...(release.settled ? { $set: { settled: release.fence } } : {}),
            }
          : {}),
      }
      const filter = { _id: thread._id, ...(release ? { fence: release.fence } : {}) }
      await threads.collection.updateOne(filter as never, update as never, { writeConcern: relaxed })
      if (upTo !== undefined && entries.some((entry) => 'aside' in entry)) await aside.clear(thread._id, upTo)
    },
  }
}

function onlyDuplicates(error: unknown): boolean {
  const failed = error as { code?: number; writeErrors?: { code?: number; err?: { code?: number } }[] }
  if (failed.code !== DUPLICATE_KEY) return false
  const single = failed.writeErrors
  return !Array.isArray(single) || single.every((one) => (one.code ?? one.err?.code) === DUPLICATE_KEY)
}
