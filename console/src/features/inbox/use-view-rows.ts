import { isEmptyFilter } from '@parley/server/contract/rules'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../../lib/api.ts'
import { codeOf, type FailureCode } from '../../lib/api-error.ts'
import { useConnection } from '../../lib/connection.ts'
import { forgetList, putPage, useInbox } from '../../lib/inbox-store.ts'
import { useLive } from '../../lib/live.ts'
import type { ViewList } from '../../lib/rows.ts'
import { type ListAsked, listKey } from '../../lib/views.ts'

interface ViewRows {
  list: ViewList | undefined
  failure: FailureCode | undefined
  loadMore: () => void
  reload: () => void
}

/** The rows of one list: the first page, then live; further pages on demand. */
export function useViewRows(asked: ListAsked): ViewRows {
  const live = useLive()
  const list = useInbox((state) => state.rows.lists[listKey(asked)])
  const online = useConnection((state) => state.status === 'online')
  const [failure, setFailure] = useState<FailureCode>()
  const [busy, setBusy] = useState(false)

  const load = useCallback(
    async (cursor: string | undefined, there: () => boolean = () => true) => {
      setBusy(true)
      try {
        const since = performance.now()
        const page = await api.rows(asked, cursor)
        if (!there()) return
        putPage(asked, page, cursor === undefined, since)
        setFailure(undefined)
        // Watched with what is shown: the server sends what changed since that page was read.
        if (cursor === undefined) live.watch(asked)
      } catch (error) {
        if (there()) setFailure(codeOf(error))
      } finally {
        setBusy(false)
      }
    },
    [asked, live],
  )
  useEffect(() => {
    let there = true
    void load(undefined, () => there)
    return () => {
      there = false
      live.unwatch(asked)
      // Whole views are kept, to be there at once; each narrowed list would be kept for good.
      if (!isEmptyFilter(asked.filter)) forgetList(asked)
    }
  }, [load, live, asked])
  // A page that failed while there was no connection is asked for again when it is back.
  const lost = failure !== undefined && !online
  useEffect(() => {
    if (!lost) return
    return () => void load(undefined)
  }, [lost, load])

  return {
    list,
    failure,
    loadMore: () => {
      if (list?.next !== undefined && !busy) void load(list.next)
    },
    reload: () => void load(undefined),
  }
}
