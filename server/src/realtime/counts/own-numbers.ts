import type { User, View } from '../../contract/index.ts'
import type { RowCount } from '../../conversations/counting.ts'

/** A change that nobody was told of is made up for by then: at different times for different people, not for all at once. */
const LONGEST_MS = 5 * 60_000
const SHORTEST_MS = LONGEST_MS / 2
const REMEMBERED = 20_000

/** People whose own numbers may have changed, or everybody. */
export type Concerned = ReadonlySet<string> | 'everybody'

/**
 * What of a view's number is a person's own, remembered until something of theirs changed: of a thousand agents a
 * conversation concerns one, and their numbers need not be counted anew for it.
 */
export function createOwnNumbers(
  count: (view: View, user: User) => Promise<RowCount>,
  now = () => performance.now(),
  chance = () => Math.random(),
) {
  const kept = new Map<string, { queues: string; value: number; until: number }>()
  const keyOf = (view: View, user: string) => `${view} ${user}`
  const fresh = (view: View, { id, queues }: User) => {
    const known = kept.get(keyOf(view, id))
    return known && known.queues === queues.join() && now() < known.until ? known : undefined
  }
  return {
    /** Whether the number has to be counted when it is asked for. */
    isStale: (view: View, user: User): boolean => fresh(view, user) === undefined,
    forget(view: View, concerned: Concerned): void {
      if (concerned !== 'everybody') for (const user of concerned) kept.delete(keyOf(view, user))
      else for (const key of kept.keys()) if (key.startsWith(`${view} `)) kept.delete(key)
    },
    /** Not to be asked for while something is being forgotten: what was counted before it would be kept after it. */
    async of(view: View, user: User): Promise<RowCount> {
      const known = fresh(view, user)
      if (known) return { value: known.value, resting: false }
      const until = now() + SHORTEST_MS + chance() * (LONGEST_MS - SHORTEST_MS)
      const counted = await count(view, user)
      const key = keyOf(view, user.id)
      kept.delete(key)
      if (!counted.resting) kept.set(key, { queues: user.queues.join(), value: counted.value, until })
      if (kept.size > REMEMBERED) kept.delete(kept.keys().next().value ?? '')
      return counted
    },
  }
}
