import { useEffect, useSyncExternalStore } from 'react'
import { useConnection } from '../../lib/connection.ts'
import { useLive } from '../../lib/live.ts'
import { cursorOf, publicCursorOf, type ThreadLog } from '../../lib/thread-log.ts'
import { markSeen } from '../../lib/thread-store.ts'

interface Seen {
  thread: string
  log: ThreadLog
  /** The newest message is on the screen. */
  atEnd: boolean
  /** Whoever looks has the conversation. */
  mine: boolean
}

/**
 * Seen is what stood on the screen of somebody who was there; of their own conversations the customer is told.
 * Answers whether somebody is.
 */
export function useSeen({ thread, log, atEnd, mine }: Seen): boolean {
  const live = useLive()
  const there = useSyncExternalStore(onVisibility, isVisible) && atEnd
  const online = useConnection(({ status }) => status === 'online')
  const [cursor, publicCursor] = [cursorOf(log), publicCursorOf(log)]
  useEffect(() => {
    if (there) markSeen(thread, cursor)
  }, [thread, cursor, there])
  useEffect(() => {
    if (there && mine && online && publicCursor > 0) live.seen(thread, publicCursor)
  }, [thread, publicCursor, there, mine, online, live])
  return there
}

const isVisible = () => document.visibilityState === 'visible'

function onVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}
