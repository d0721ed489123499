import { ownFilter } from '../storage/own-filter.ts'
import type { Threads } from './thread.ts'

type Filter = Record<string, unknown>

/** Counts end here: so many or more. The console says "99,999+". */
const MOST = 100_000
/** Below this a count is cheap enough to be made anew whenever something happened. */
const FEW = 1000
const RESTS_MS = 3000
const RESTS_AT_MOST_MS = 60_000
/** A count that takes long is not repeated for fifty times as long. */
const REST_FACTOR = 50

/** A number of rows; `resting` when it is that of a moment ago, and not made anew yet because that is work. */
export interface RowCount {
  value: number
  resting: boolean
}

/** Counts threads that fit conditions: few of them anew each time, many at most every few seconds. */
export function createCounting(threads: Pick<Threads, 'countDocuments'>, now = () => performance.now()) {
  const kept = new Map<string, { value: number; until: number }>()
  return async (conditions: readonly Filter[]): Promise<RowCount> => {
    const key = JSON.stringify(conditions)
    const known = kept.get(key)
    const begun = now()
    if (known && begun < known.until) return { value: known.value, resting: true }
    const value = await threads.countDocuments(ownFilter({ $and: [...conditions] })).limit(MOST)
    if (value >= FEW) {
      const ended = now()
      const rest = Math.min(RESTS_AT_MOST_MS, Math.max(RESTS_MS, (ended - begun) * REST_FACTOR))
      for (const [other, { until }] of kept) if (until <= ended) kept.delete(other)
      kept.set(key, { value, until: ended + rest })
    }
    return { value, resting: false }
  }
}
export type Counting = ReturnType<typeof createCounting>

/** What to count for a number, and what of it to take away again. */
export interface CountParts {
  plus: readonly Filter[]
  minus: readonly Filter[]
}

/** Adds up the parts. */
export async function countView(counting: Counting, { plus, minus }: CountParts): Promise<RowCount> {
  const count = async (filters: readonly Filter[]) =>
    await Promise.all(filters.map(async (filter) => await counting([filter])))
  const [added, taken] = await Promise.all([count(plus), count(minus)])
  const sum = (counts: readonly RowCount[]) => counts.reduce((total, { value }) => total + value, 0)
  return {
    // Parts that were counted at different moments must not make less than nothing.
    value: Math.min(MOST, Math.max(0, sum(added) - sum(taken))),
    resting: [...added, ...taken].some(({ resting }) => resting),
  }
}
