import type { Row, Suggestion } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOutbox } from '../../lib/outbox.ts'
import { fetchSuggestions } from '../../lib/suggestions-api.ts'
import { useThreads } from '../../lib/thread-store.ts'

export interface Suggestions {
  list: readonly Suggestion[]
  /** Put away until the customer writes again. */
  dismiss: () => void
}

const none: readonly Suggestion[] = []

/** What knowledge has to say to the customer's last words; nothing while it is not wanted or was put away. */
export function useSuggestions({ row, wanted }: { row: Row; wanted: boolean }): Suggestions {
  const asked = useThreads((state) => lastAsked(state.logs[row.id]?.entries ?? []))
  // What is on its way is the answer.
  const answered = useOutbox(({ items }) =>
    items.some((item) => item.thread === row.id && item.mode === 'reply'),
  )
  const [dismissed, setDismissed] = useState(0)
  const { data } = useQuery({
    queryKey: ['suggestions', row.id, asked],
    queryFn: () => fetchSuggestions(row.id),
    staleTime: 60_000,
    enabled: wanted && asked > 0 && !answered,
    retry: false,
  })
  const shown = wanted && !answered && data && data.of > 0 && data.of === asked && data.of !== dismissed
  return { list: shown ? data.suggestions : none, dismiss: () => setDismissed(asked) }
}

/** The customer's last message, if nobody of ours has answered it. */
function lastAsked(
  entries: readonly { seq: number; by: { type: string }; body: { kind: string } }[],
): number {
  const last = entries.findLast(
    ({ by, body }) => body.kind === 'message' && (by.type === 'customer' || by.type === 'agent'),
  )
  return last?.by.type === 'customer' ? last.seq : 0
}
