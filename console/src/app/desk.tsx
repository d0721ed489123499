import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouteContext, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, whenSignedOut } from '../lib/api.ts'
import { flushDrafts, openDrafts } from '../lib/draft-store.ts'
import { putPage, resetInbox } from '../lib/inbox-store.ts'
import { createLive, type Live, LiveContext } from '../lib/live.ts'
import { fetchMentions, mentionsKey, useMentionCount } from '../lib/mentions-api.ts'
import { openOutbox, whenTooLate } from '../lib/outbox.ts'
import { customerQuery, deskQuery, SessionContext, sessionQuery } from '../lib/session.ts'
import { resetThreads } from '../lib/thread-store.ts'
import { notifyProblem } from '../ui/notify.ts'
import { Shell } from './shell.tsx'

/** Everything behind the sign-in: one session, one live connection. */
export function Desk() {
  const { session: atStart } = useRouteContext({ from: '/desk' })
  const session = useQuery({ ...sessionQuery, initialData: atStart }).data
  const leave = useLeave()
  const live = useDeskLive(session.user.id, leave)
  useEffect(() => whenSignedOut(leave), [leave])
  useEffect(() => {
    addEventListener('pagehide', flushDrafts)
    return () => removeEventListener('pagehide', flushDrafts)
  }, [])

  if (!live) return null
  return (
    <SessionContext value={session}>
      <LiveContext value={live}>
        <Shell>
          <Outlet />
        </Shell>
      </LiveContext>
    </SessionContext>
  )
}

/** The right is gone: to the sign-in page, and back here afterwards. Drafts stay in this browser. */
function useLeave(): () => void {
  const router = useRouter()
  const queryClient = useQueryClient()
  return useCallback(() => {
    const back = router.state.location.href
    flushDrafts()
    queryClient.clear()
    void router.navigate({ to: '/sign-in', search: { return: back, ended: true }, replace: true })
  }, [router, queryClient])
}

function useDeskLive(user: string, leave: () => void): Live | undefined {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [live, setLive] = useState<Live>()
  useEffect(() => {
    resetInbox()
    resetThreads()
    openDrafts(user)
    openOutbox(user)
    const opened = createLive({
      onEnded: leave,
      onEntries: ({ row }) => {
        void queryClient.invalidateQueries({ queryKey: customerQuery(row.customer.id).queryKey })
      },
      onCustomerChanged: (customer) =>
        void queryClient.invalidateQueries({ queryKey: customerQuery(customer).queryKey }),
      onDeskChanged: () => void queryClient.invalidateQueries({ queryKey: deskQuery.queryKey }),
      onResync: (list) => {
        const again = async () => putPage(list, await api.rows(list), true)
        again().catch(() => undefined)
      },
      onConnected: () => void fetchMentions().catch(() => undefined),
      onMention: () => void queryClient.invalidateQueries({ queryKey: mentionsKey }),
      onMentions: (unseen) => {
        useMentionCount.setState({ unseen })
        void queryClient.invalidateQueries({ queryKey: mentionsKey })
      },
      onReplyRefused: ({ code }) => {
        const why = t(`errors.${code}`)
        notifyProblem(t('composer.returned'), t('composer.returnedHint', { why }), t('common.close'))
      },
    })
    whenTooLate(() => notifyProblem(t('composer.tooLate'), t('composer.tooLateHint'), t('common.close')))
    setLive(opened)
    return () => opened.close()
  }, [user, leave, queryClient, t])
  return live
}
