import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { mentionsKey, seeMentions, useMentionCount } from '../../lib/mentions-api.ts'
import { useThreads } from '../../lib/thread-store.ts'

/** Where somebody asked for my attention is looked at once it was on the screen. */
export function useSeenMentions(thread: string): void {
  const seen = useThreads((state) => state.seen[thread] ?? 0)
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
