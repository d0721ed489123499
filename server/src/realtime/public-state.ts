import type { PublicState } from '../contract/index.ts'
import type { Episode, Episodes } from '../conversations/episode.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'

const MEMORY_MS = 15_000
const BASIS_MS = 3_600_000
const BASIS = 20
/** Fewer waits than this in the last hour are no basis to promise anything on. */
const LEAST_BASIS = 3
const CAP = 99

/** Where a conversation stands, as its customer may know it. */
export function createPublicStates(deps: { threads: Threads; episodes: Episodes; clock: StoreClock }) {
  const { threads, episodes, clock } = deps
  const waits = new Map<string, { at: number; median: Promise<number | undefined> }>()

  /** Median of the last waits in the queue: what the next one may honestly expect. */
  const usualWait = (queue: string): Promise<number | undefined> => {
    const known = waits.get(queue)
    if (known && clock.now() - known.at < MEMORY_MS) return known.median
    const median = episodes
      .find(
        ownFilter({
          queue,
          takenAt: { $gte: new Date(clock.now() - BASIS_MS) },
          waitedMs: { $exists: true },
        }),
        {
          waitedMs: 1,
        },
      )
      .sort({ takenAt: -1 })
      .limit(BASIS)
      .lean<Episode[]>()
      .then((lines) => medianOf(lines.flatMap(({ waitedMs }) => waitedMs ?? [])))
    waits.set(queue, { at: clock.now(), median })
    median.catch(() => waits.delete(queue))
    return median
  }

  const inLine = async (thread: Thread) => {
    const queue = thread.queue ?? 'general'
    const before = {
      control: 'requested',
      status: 'open',
      queue,
      requestedAt: { $lt: thread.requestedAt ?? thread.lastAt },
    }
    const [ahead, wait] = await Promise.all([
      threads.countDocuments(ownFilter(before)).limit(CAP),
      usualWait(queue),
    ])
    return { position: ahead + 1, ...(wait === undefined ? {} : { waitMs: wait }) }
  }

  return {
    async of(thread: Thread): Promise<PublicState> {
      const waiting = thread.control === 'requested' && thread.status !== 'closed'
      return {
        head: thread.publicHead,
        status: thread.status,
        control: thread.control,
        ...(thread.control === 'agent' && thread.agent ? { agent: { name: thread.agent.name } } : {}),
        ...(waiting ? await inLine(thread) : {}),
        rating: thread.rating,
        seen: thread.seen,
      }
    },
  }
}
export type PublicStates = ReturnType<typeof createPublicStates>

/** The median; undefined where there is too little to go by. */
export function medianOf(waits: readonly number[]): number | undefined {
  if (waits.length < LEAST_BASIS) return undefined
  const sorted = waits.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
