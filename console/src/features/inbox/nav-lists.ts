import { isEmptyFilter } from '@parley/server/contract/rules'
import { useEffect, useMemo } from 'react'
import { useLive } from '../../lib/live.ts'
import { useQueueName } from '../../lib/names.ts'
import { useNavViews } from '../../lib/saved-views.ts'
import { useDesk, useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { type ListAsked, listKey } from '../../lib/views.ts'

/** What the server counts at most. */
const MOST = 60

interface QueueList {
  id: string
  name: string
  list: ListAsked
}

/** The open conversations of each queue; agents have theirs, the others all. */
export function useQueueLists(): readonly QueueList[] {
  const { user } = useSession()
  const { queues } = useDesk()
  const queueName = useQueueName()
  const language = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: names come with the queues, in the language
  return useMemo(
    () =>
      queues
        .filter(({ id }) => user.role !== 'agent' || user.queues.includes(id))
        .map(({ id }) => ({
          id,
          name: queueName(id),
          list: { view: 'open', filter: { queue: [id] }, sort: 'newest' },
        })),
    [queues, user, language],
  )
}

/** Has the server count every narrowed list that the navigation shows, and the one on the screen. */
export function useListCounts(asked?: ListAsked): void {
  const live = useLive()
  const saved = useNavViews()
  const queues = useQueueLists()
  const counted = useMemo(() => {
    const lists = [
      ...(asked ? [asked] : []),
      ...saved.map(({ list }) => list),
      ...queues.map(({ list }) => list),
    ].filter(({ filter }) => !isEmptyFilter(filter))
    return [...new Map(lists.map((list) => [listKey(list), list])).values()].slice(0, MOST)
  }, [asked, saved, queues])
  useEffect(() => {
    live.watchCounts(counted)
  }, [live, counted])
}
