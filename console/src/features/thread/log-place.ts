import type { ThreadLog } from '../../lib/thread-log.ts'
import type { Place } from '../../lib/views.ts'

/**
 * Where a place that an address names is in a log: the seq of its entry, `older` while what is loaded does not reach
 * back to it, nothing when there is no such place.
 */
export function placeIn({ entries, more }: ThreadLog, { at, episode }: Place): number | 'older' | undefined {
  const [first] = entries
  if (at !== undefined) return more && first && first.seq > at ? 'older' : at
  if (episode === undefined) return undefined
  // Its first entry is known to be the first only when one of the episode before is there.
  if (more && first && first.episode >= episode) return 'older'
  return entries.find((entry) => entry.episode === episode)?.seq
}
