import type { Episode, Episodes } from '../conversations/episode.ts'
import type { Threads } from '../conversations/thread.ts'
import type { StoreClock } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Candidates } from './candidates.ts'

const MEMORY_MS = 1000
const CAP = 99
const BASIS_MS = 3_600_000
const BASIS = 20
/** Fewer waits than this in the last hour are no basis to promise anything on. */
const LEAST_BASIS = 3

export interface InLine {
  /** 1 is next. */
  position: number
  /** Absent where there is nothing to go by. */
  waitMs?: number
}

/** What a customer may be told before they wait: is anybody there, and where in which line would they stand. */
export interface Lobby {
  agentsOnline: boolean
  inLine: (queue: string) => InLine
}

/** Asked on every turn, so it is remembered for a second. */
export function createLobby(deps: {
  threads: Threads
  waits: Waits
  candidates: Pick<Candidates, 'known'>
}): () => Promise<Lobby> {
  let at = Number.NEGATIVE_INFINITY
  let known: Promise<Lobby> | undefined
  const look = async (): Promise<Lobby> => {
    const [agents, waiting] = await Promise.all([
      deps.candidates.known(),
      deps.threads
        .find({ control: 'requested', status: 'open' }, { queue: 1 })
        .limit(CAP * 5)
        .lean(),
    ])
    const queues = [...new Set(agents.flatMap((agent) => agent.queues))]
    const waits = queues.map(async (queue) => [queue, await deps.waits(queue)] as const)
    const usual = new Map(await Promise.all(waits))
    return {
      agentsOnline: agents.some(({ online }) => online),
      inLine: (queue) => {
        const ahead = waiting.filter((thread) => thread.queue === queue).length
        const waitMs = usual.get(queue)
        return { position: ahead + 1, ...(waitMs === undefined ? {} : { waitMs }) }
      },
    }
  }
  return () => {
    const now = performance.now()
    if (!known || now - at > MEMORY_MS) {
      at = now
      known = look()
      known.catch(() => {
        known = undefined
      })
    }
    return known
  }
}

const WAITS_MEMORY_MS = 15_000

/** How long people waited in a queue lately: the median of the last hour, or nothing to go by. */
export type Waits = (queue: string) => Promise<number | undefined>

export function createWaits({ episodes, clock }: { episodes: Episodes; clock: StoreClock }): Waits {
  const known = new Map<string, { at: number; median: Promise<number | undefined> }>()
  return (queue) => {
    const remembered = known.get(queue)
    if (remembered && clock.now() - remembered.at < WAITS_MEMORY_MS) return remembered.median
    const since = new Date(clock.now() - BASIS_MS)
    const median = episodes
      .find(ownFilter({ queue, takenAt: { $gte: since }, waitedMs: { $exists: true } }), { waitedMs: 1 })
      .sort({ takenAt: -1 })
      .limit(BASIS)
      .lean<Episode[]>()
      .then((lines) => medianOf(lines.flatMap(({ waitedMs }) => waitedMs ?? [])))
    known.set(queue, { at: clock.now(), median })
    median.catch(() => known.delete(queue))
    return median
  }
}

/** The median; undefined where there is too little to go by. */
export function medianOf(waits: readonly number[]): number | undefined {
  if (waits.length < LEAST_BASIS) return undefined
  const sorted = waits.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
