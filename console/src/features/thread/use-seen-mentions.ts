import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { mentionsKey, seeMentions, useMentionCount } from '../../lib/mentions-api.ts'
import { useThreads } from '../../lib/thread-store.ts'

/**
 * Where somebody asked for my attention is looked at once it was on the screen.
 * @param at the entry that the conversation was opened at
 */
export function useSeenMentions(thread: string, at = 0): void {
  const loaded = useThreads((state) => state.logs[thread] !== undefined)
  const read = useThreads((state) => state.seen[thread] ?? 0)
  const seen = Math.max(read, loaded ? at : 0)
  const open = useMentionCount(({ unseen }) => unseen > 0)
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!open || seen === 0) return
    seeMentions(thread, seen)
      .then(() => queryClient.invalidateQueries({ queryKey: mentionsKey }))
      // It stays unseen, and the next look tries again.
      .catch(() => undefined)
  }, [thread, seen, open, queryClient])
}
