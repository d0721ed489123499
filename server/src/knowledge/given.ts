import type { Log } from '../conversations/entry.ts'
import { storeNow } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'

const PERIOD_MS = 30 * 86_400_000
const MEMORY_MS = 60_000
const CAP = 1000

/** How often the bot gave an article in the last 30 days: counted over an index, up to 1000, and kept for a minute. */
export function createGiven(log: Log): (article: string) => Promise<number> {
  const known = new Map<string, { at: number; count: Promise<number> }>()
  return (article) => {
    const now = storeNow(log.db)
    const remembered = known.get(article)
    if (remembered && now - remembered.at < MEMORY_MS) return remembered.count
    const counts = (['en', 'zh'] as const).map(
      async (language) =>
        await log
          .countDocuments(
            ownFilter({
              'facts.article': {
                $exists: true,
                $gte: `${article}.${language}.`,
                $lt: `${article}.${language}/`,
              },
              at: { $gte: new Date(now - PERIOD_MS) },
            }),
          )
          .limit(CAP),
    )
    const count = Promise.all(counts).then((each) =>
      Math.min(
        CAP,
        each.reduce((sum, one) => sum + one, 0),
      ),
    )
    known.set(article, { at: now, count })
    count.catch(() => known.delete(article))
    return count
  }
}
