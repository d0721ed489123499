import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import {
  type Csat,
  type InsightQuery,
  LONGEST_DAYS,
  type MoodTrend,
  type TeamSettings,
  type TranscriptPage,
  type TranscriptQuery,
  type Wall,
  type WatchWall,
} from '../contract/index.ts'
import type { Log } from '../conversations/entry.ts'
import type { Episodes } from '../conversations/episode.ts'
import type { Threads } from '../conversations/thread.ts'
import { AppError } from '../errors.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import type { Sealer } from '../storage/sealing.ts'
import { createBook } from './book.ts'
import { readNow } from './now.ts'
import { createPeopleReader, type People } from './people.ts'
import { createFactSource } from './read-facts.ts'
import { listTranscripts } from './transcripts.ts'
import { csatOf, moodTrend, spanOfQuery } from './trends.ts'
import { type Counted, composeWall, countWall, wallNeeds } from './wall.ts'

const DAY_MS = 86_400_000
/** What a tick of the live page may cost. A count that takes longer is not repeated for fifty times as long. */
const TICK_COST_MS = 20
const REST_FACTOR = 50

export interface Insights {
  /** The live page as it is now. */
  wall: (watch: WatchWall) => Promise<Wall>
  /** @throws AppError `invalid_request` for a range that reaches too far back */
  mood: (query: InsightQuery) => Promise<MoodTrend>
  csat: (query: InsightQuery) => Promise<Csat>
  transcripts: (query: TranscriptQuery) => Promise<TranscriptPage>
  /** Conversations were removed: nothing of them is counted any more. */
  forget: () => void
}

/** Everything that supervisors are told in numbers. */
export function createInsights(deps: {
  log: Log
  episodes: Episodes
  threads: Threads
  users: Model<UserRecord>
  presence: Pick<PresenceBook, 'get'>
  teams: () => TeamSettings['teams']
  sealer: Pick<Sealer, 'open'>
  clock: { now(): number }
}): Insights {
  const { threads, clock } = deps
  const book = createBook({ source: createFactSource(deps), clock })
  const readPeople = createPeopleReader(deps)
  const counts = createWallCounts((watch, people, at) => countWall(book, people, watch, at))

  const ready = async (from: number) => {
    const now = clock.now()
    if (from < now - 2 * LONGEST_DAYS * DAY_MS) {
      const problem = `reaches further back than ${2 * LONGEST_DAYS} days`
      throw new AppError('invalid_request', { details: { fields: [{ field: 'query.from', problem }] } })
    }
    const [people] = await Promise.all([readPeople(), book.upTo(from)])
    return people
  }
  return {
    async wall(watch) {
      const people = await ready(wallNeeds(watch, clock.now()))
      const now = await readNow(threads, people, watch.team)
      return composeWall(counts(watch, people, clock.now(), book.version()), now, people, watch.team)
    },
    async mood(query) {
      const at = clock.now()
      const span = spanOfQuery(query, at)
      const people = await ready(span.before.from)
      return moodTrend(book, people, query, span, at)
    },
    async csat(query) {
      const at = clock.now()
      const span = spanOfQuery(query, at)
      const people = await ready(span.before.from)
      return csatOf(book, people, query, span, at)
    },
    async transcripts(query) {
      const people = await ready(query.from ?? clock.now())
      return await listTranscripts(deps, book, people, query)
    },
    forget: book.forget,
  }
}

const RESTING_AT_MOST_MS = 10_000
const KEPT = 50

/** Counts a wall anew when something happened, at most once a second, and less often when counting is much work. */
function createWallCounts(count: (watch: WatchWall, people: People, at: number) => Counted) {
  const kept = new Map<string, { counted: Counted; version: number; minute: number; restsUntil: number }>()
  return (watch: WatchWall, people: People, at: number, version: number): Counted => {
    const key = JSON.stringify([watch.period, watch.timeZone, watch.team ?? ''])
    const known = kept.get(key)
    const begun = performance.now()
    // Time alone changes what was counted: the range moves on.
    const minute = Math.floor(at / 60_000)
    if (known && (known.restsUntil > begun || (known.version === version && known.minute === minute))) {
      return known.counted
    }
    const counted = count(watch, people, at)
    const cost = performance.now() - begun
    const restsUntil = begun + (cost > TICK_COST_MS ? Math.min(cost * REST_FACTOR, RESTING_AT_MOST_MS) : 0)
    if (kept.size >= KEPT) kept.clear()
    kept.set(key, { counted, version, minute, restsUntil })
    return counted
  }
}
