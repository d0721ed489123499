import { useEffect, useState } from 'react'
import { firstUnseen, type ThreadLog } from '../../lib/thread-log.ts'
import { seenOf, useThreads } from '../../lib/thread-store.ts'

/** In a burst the newest is out of sight for moments until the log has followed: nobody went away. */
const AWAY_MS = 1000

/**
 * The first message that came while nobody looked: before this look began, while the page was in the background, or
 * further down than was read. It stays where it is until more comes unseen.
 * @param head the conversation's newest entry when this look began, which may not be loaded yet
 */
export function useNewFrom(thread: string, log: ThreadLog, head: number, there: boolean): number | undefined {
  const [begun] = useState(() => ({ seen: seenOf(thread), head }))
  const seen = useThreads((state) => state.seen[thread] ?? 0)
  const [kept, setKept] = useState<number>()
  const gone = useLasting(!there, AWAY_MS)
  const away = !gone || seen === 0 ? undefined : firstUnseen(log, seen)
  // Kept while it is drawn: it is seen in the same moment that somebody is there again.
  if (away !== undefined && away !== kept && (kept === undefined || kept <= seen)) setKept(away)
  if (kept !== undefined || begun.seen === 0) return kept
  return firstUnseen(log, begun.seen, begun.head)
}

/** True once `on` has been so for `ms` without a break. */
function useLasting(on: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!on) return
    const timer = setTimeout(() => setLasting(true), ms)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [on, ms])
  return on && lasting
}
