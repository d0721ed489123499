import type { Label, LabelQueue, Mood, QueueItem } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { overviewQuery, queueQuery, training } from '../../lib/training-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { useMeaning } from './use-intents.ts'

/** Below so many left, the next ones are fetched. */
const FETCH_BELOW = 5

/** What was done with an utterance: the label that was stored, or that it was put off; nothing when it was refused. */
interface Done {
  item: QueueItem
  done: Promise<Label | 'skipped' | undefined>
}

/** The queue as it is shown; what is taken out of it or put back is so at once. */
function useShownQueue(language: string | undefined) {
  const queryClient = useQueryClient()
  const query = useQuery({ ...queueQuery(language), staleTime: Number.POSITIVE_INFINITY })
  const key = queueQuery(language).queryKey
  const change = (next: (queue: LabelQueue) => LabelQueue) =>
    queryClient.setQueryData<LabelQueue>(key, (queue) => queue && next(queue))
  const take = (item: QueueItem) => {
    change(({ items, total }) => ({
      items: items.filter(({ id }) => id !== item.id),
      total: Math.max(0, total - 1),
    }))
    const left = queryClient.getQueryData<LabelQueue>(key)
    if (left && left.items.length < FETCH_BELOW && left.total > left.items.length)
      void queryClient.invalidateQueries({ queryKey: key })
  }
  const putBack = (item: QueueItem) =>
    change(({ items, total }) => ({
      items: [item, ...items.filter(({ id }) => id !== item.id)],
      total: total + 1,
    }))
  return { query, take, putBack }
}

/**
 * The queue as one works through it: what is labelled or skipped leaves at once, the server follows; what the server
 * refuses comes back, and what was labelled or skipped can be taken back in turn.
 */
export function useLabelQueue(language: string | undefined) {
  const { t } = useTranslation(['trainer', 'translation'])
  const queryClient = useQueryClient()
  const meaning = useMeaning()
  const { query, take, putBack } = useShownQueue(language)
  const [done, setDone] = useState<readonly Done[]>([])
  const [handled, setHandled] = useState(0)

  const refused = (item: QueueItem) => (error: unknown) => {
    putBack(item)
    notifyProblem(t('queue.failed'), t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
    return undefined
  }
  /** Somebody else was faster by a moment: they should not learn it from the list of labels. */
  const sayIfOverruled = ({ history, intent, by }: Label) => {
    const before = history.at(-1)
    if (before?.intent === undefined || before.intent === intent || before.by === by.name) return
    const words = t('queue.overruled', { name: before.by, intent: meaning(before.intent) })
    void notifyDone(words, { close: t('translation:common.close') })
  }
  const forget = (item: QueueItem) => setDone((before) => before.filter((one) => one.item.id !== item.id))
  const counted = () => void queryClient.invalidateQueries({ queryKey: overviewQuery.queryKey })

  return {
    query,
    items: query.data?.items ?? [],
    total: query.data?.total ?? 0,
    /** How many were labelled since the page was opened. */
    handled,
    canUndo: done.length > 0,
    label: (item: QueueItem, meaning: { intent?: string; mood?: Mood['label'] }) => {
      take(item)
      const label = training.label({ item: item.id, ...meaning }).catch(refused(item))
      setDone((before) => [...before, { item, done: label }])
      setHandled((count) => count + 1)
      void label.then((stored) => {
        if (stored) {
          counted()
          sayIfOverruled(stored)
        } else {
          setHandled((count) => count - 1)
          forget(item)
        }
      })
    },
    skip: (item: QueueItem) => {
      take(item)
      const skipped = training
        .skip(item.id)
        .then(() => 'skipped' as const)
        .catch(refused(item))
      setDone((before) => [...before, { item, done: skipped }])
      void skipped.then((stored) => {
        if (!stored) forget(item)
      })
    },
    undo: () => {
      const last = done.at(-1)
      if (!last) return
      setDone(done.slice(0, -1))
      void last.done.then(async (done) => {
        if (!done) return
        try {
          if (done === 'skipped') await training.unskip(last.item.id)
          else await training.unlabel(done)
          putBack(last.item)
          if (done !== 'skipped') setHandled((count) => count - 1)
          counted()
        } catch (error) {
          notifyProblem(
            t('queue.failed'),
            t(`translation:errors.${codeOf(error)}`),
            t('translation:common.close'),
          )
        }
      })
    },
  }
}
export type LabelQueueHand = ReturnType<typeof useLabelQueue>
