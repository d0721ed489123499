import { useEffect, useRef } from 'react'
import type { DraftMode } from '../../lib/drafts.ts'
import { useLive } from '../../lib/live.ts'

/** The other side forgets after six seconds. */
const AGAIN_AFTER_MS = 3000

export function useTypingSignal(
  thread: string,
  mode: DraftMode,
): { note: (text: string) => void; stop: () => void } {
  const live = useLive()
  const saidAt = useRef(0)
  const stop = () => {
    if (saidAt.current === 0) return
    saidAt.current = 0
    live.typing(thread, false)
  }
  useEffect(
    () => () => {
      if (saidAt.current > 0) live.typing(thread, false)
    },
    [live, thread],
  )
  const note = (text: string) => {
    // A note is nobody's business but ours.
    if (mode !== 'reply') return
    if (text.trim() === '') {
      stop()
      return
    }
    if (Date.now() - saidAt.current < AGAIN_AFTER_MS) return
    saidAt.current = Date.now()
    live.typing(thread, true)
  }
  return { note, stop }
}
