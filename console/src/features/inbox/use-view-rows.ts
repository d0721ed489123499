import type { View } from '@parley/server/contract'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../../lib/api.ts'
import { codeOf, type FailureCode } from '../../lib/api-error.ts'
import { useConnection } from '../../lib/connection.ts'
import { putPage, useInbox } from '../../lib/inbox-store.ts'
import { useLive } from '../../lib/live.ts'
import type { ViewList } from '../../lib/rows.ts'

interface ViewRows {
  list: ViewList | undefined
  failure: FailureCode | undefined
  loadMore: () => void
  reload: () => void
}

/** The rows of one view: the first page, then live; further pages on demand. */
export function useViewRows(view: View): ViewRows {
  const live = useLive()
  const list = useInbox((state) => state.rows.views[view])
  const online = useConnection((state) => state.status === 'online')
  const [failure, setFailure] = useState<FailureCode>()
  const [busy, setBusy] = useState(false)

  const load = useCallback(
    async (cursor: string | undefined) => {
      setBusy(true)
      try {
        putPage(view, await api.rows(view, cursor), cursor === undefined)
        setFailure(undefined)
        // Watched with what is shown: the server sends what changed since that page was read.
        live.watch(view)
      } catch (error) {
        setFailure(codeOf(error))
      } finally {
        setBusy(false)
      }
    },
    [view, live],
  )
  useEffect(() => {
    void load(undefined)
    return () => live.unwatch(view)
  }, [load, live, view])
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
