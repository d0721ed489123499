import type { SessionInfo } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouteContext, useRouter } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useCallback, useEffect, useState } from 'react'
import { api, whenSignedOut } from '../lib/api.ts'
import { openAttachments } from '../lib/attachments.ts'
import { allowDrafts, flushDrafts, openDrafts } from '../lib/draft-store.ts'
import { inTurns } from '../lib/in-turns.ts'
import { putPage, resetInbox } from '../lib/inbox-store.ts'
import { createLive, type Live, LiveContext } from '../lib/live.ts'
import { fetchMentions, mentionsKey, useMentionCount } from '../lib/mentions-api.ts'
import { openOutbox, whenTooLate } from '../lib/outbox.ts'
import { putOwn } from '../lib/own-asked.ts'
import {
  customerQuery,
  DeskContext,
  deskQuery,
  emptyDesk,
  SessionContext,
  sessionQuery,
} from '../lib/session.ts'
import { resetThreads } from '../lib/thread-store.ts'
import { hasUnsaved } from '../lib/unsaved.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { listOfView } from '../lib/views.ts'
import { notifyProblem } from '../ui/notify.ts'
import { areas } from './areas.ts'
import { Shell } from './shell.tsx'

/** Every message says something new about its customer; who writes a lot must not have the record fetched as often. */
const REFRESH_MS = 2000

/** Everything behind the sign-in: one session, one live connection. */
export function Desk() {
  const atStart = useRouteContext({ from: '/desk', select: (context) => context.session })
  const session = useQuery({ ...sessionQuery, initialData: atStart }).data
  const desk = useQuery(deskQuery).data
  const leave = useLeave()
  const [round, afresh] = useAfresh()
  const drawn = useRightsDrawn(session)
  const live = useDeskLive(session.user.id, { leave, onRights: useRights(), afresh })
  const drafts = session.permissions.includes('thread.draft')
  useEffect(() => allowDrafts(drafts), [drafts])
  useEffect(() => whenSignedOut(leave), [leave])
  useEffect(() => {
    addEventListener('pagehide', flushDrafts)
    return () => removeEventListener('pagehide', flushDrafts)
  }, [])

  if (!live) return null
  return (
    <SessionContext value={session}>
      <DeskContext value={desk ?? emptyDesk}>
        <LiveContext value={live}>
          <Shell>
            {/* With other rights, or much taken out of the store, everything on the screen is asked for anew. */}
            <Outlet key={`${round} ${drawn}`} />
          </Shell>
        </LiveContext>
      </DeskContext>
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
    void router.navigate({
      to: '/sign-in',
      search: { return: back, ended: true },
      replace: true,
      ignoreBlocker: true,
    })
  }, [router, queryClient])
}

function rightsOf({ user, permissions }: SessionInfo): string {
  return JSON.stringify([user.role, user.queues, permissions])
}

/** Asks who one is now. What was taken away leaves the screen at once, and words say why; drafts stay. */
function useRights(): () => void {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  return useCallback(() => {
    const ask = async () => {
      const before = queryClient.getQueryData(sessionQuery.queryKey)
      const now = await api.session()
      if (!before || rightsOf(before) === rightsOf(now)) return
      flushDrafts()
      resetInbox()
      resetThreads()
      const path = router.state.location.pathname
      const area = areas.find((each) => path.startsWith(each.path))
      const stays = !area || area.verbs.some((verb) => now.permissions.includes(verb))
      // Below a form that is not saved, what it was made of is asked for anew, and not taken away.
      const kept = stays && hasUnsaved()
      queryClient.removeQueries({
        predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] && !(kept && query.isActive()),
      })
      queryClient.setQueryData(sessionQuery.queryKey, now)
      if (kept) void queryClient.invalidateQueries()
      notifyProblem(t('shell.rightsChanged'), wordsOf(now, t), t('common.close'))
      if (!stays) await router.navigate({ to: '/', ignoreBlocker: true })
    }
    // Without an answer the next connection asks again; a session that is over says so itself.
    ask().catch(() => undefined)
  }, [queryClient, router, t])
}

/** Rises with every change of the rights, so that everything is drawn anew; not while a form is not saved. */
function useRightsDrawn(session: SessionInfo): number {
  const rights = rightsOf(session)
  const [drawn, setDrawn] = useState({ rights, times: 0 })
  if (drawn.rights !== rights) setDrawn({ rights, times: drawn.times + (hasUnsaved() ? 0 : 1) })
  return drawn.times
}

function wordsOf({ user, permissions }: SessionInfo, t: TFunction): string {
  const role = t(`shell.roles.${user.role}`)
  if (user.role !== 'agent') return t('shell.rightsNow', { role })
  const count = permissions.includes('thread.read') ? user.queues.length : 0
  return t('shell.rightsNowQueues', { role, count })
}

/** Much was taken out of the store at once: all on the screen is asked for anew. Drafts and unsaved forms stay. */
function useAfresh(): [round: number, afresh: () => void] {
  const queryClient = useQueryClient()
  const [round, setRound] = useState(0)
  const afresh = useCallback(() => {
    flushDrafts()
    resetInbox()
    resetThreads()
    void queryClient.invalidateQueries()
    if (!hasUnsaved()) setRound((before) => before + 1)
  }, [queryClient])
  return [round, afresh]
}

function useDeskLive(
  user: string,
  { leave, onRights, afresh }: { leave: () => void; onRights: () => void; afresh: () => void },
): Live | undefined {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [live, setLive] = useState<Live>()
  useEffect(() => {
    resetInbox()
    resetThreads()
    putOwn([])
    openDrafts(user)
    openAttachments(user)
    openOutbox(user)
    const refresh = inTurns(
      REFRESH_MS,
      (customer) => void queryClient.invalidateQueries({ queryKey: customerQuery(customer).queryKey }),
    )
    const opened = createLive({
      onEnded: leave,
      onRights,
      onInstallChanged: afresh,
      onEntries: ({ row }) => refresh(row.customer.id),
      onCustomerChanged: refresh,
      onDeskChanged: () => void queryClient.invalidateQueries({ queryKey: deskQuery.queryKey }),
      onResync: (list) => {
        const since = performance.now()
        const again = async () => putPage(list, await api.rows(list), true, since)
        again().catch(() => undefined)
      },
      onConnected: () => {
        const ask = async () => putOwn((await api.rows(listOfView('mine'))).rows)
        void Promise.all([fetchMentions(), ask()]).catch(() => undefined)
      },
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
  }, [user, leave, onRights, afresh, queryClient, t])
  return live
}
