import type { Row } from '@parley/server/contract'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef } from 'react'
import { type Alert, alertOf, viewsOf } from '../lib/alerts.ts'
import { rowOf } from '../lib/inbox-store.ts'
import { useLive } from '../lib/live.ts'
import type { LiveNews } from '../lib/live-asks.ts'
import { useOwnAsked } from '../lib/own-asked.ts'
import { preferences, usePreference } from '../lib/preferences.ts'
import { useSession } from '../lib/session.ts'
import { play } from '../lib/sounds.ts'
import { joinTabs, type Tabs } from '../lib/tabs.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { inboxAddress } from '../lib/views.ts'

const REPEAT_MS = 30_000
/** Another tab may say that it shows the conversation. */
const ASK_TABS_MS = 250

/** Sounds and notifications: one tab of a person rings, none for what is being looked at, none while away. */
export function useAlerts(): void {
  const live = useLive()
  const { user, presence } = useSession()
  const { scope } = usePreference('alerts')
  const { threadId } = useParams({ strict: false })
  const notify = useNotification()
  const tabs = useRef<Tabs>(undefined)
  /** What rang and was not looked at yet. */
  const unread = useRef(new Map<string, Alert>())
  const since = useRef(Date.now())

  const looking = useEffectEvent((thread: string) => threadId === thread && document.hasFocus())
  const ring = useEffectEvent((alert: Alert) => {
    if (presence === 'away') return
    if (looking(alert.thread)) {
      tabs.current?.sayLooking(alert.thread)
      return
    }
    unread.current.set(alert.thread, alert)
    setTimeout(() => {
      if (tabs.current?.leads() && unread.current.has(alert.thread)) notify(alert)
    }, ASK_TABS_MS)
  })
  const hear = useEffectEvent((news: LiveNews) => {
    const alert =
      'row' in news
        ? alertOf(news.before, news.row, { me: user.id, scope, since: since.current })
        : news.alert
    if (alert) ring(alert)
  })
  const again = useEffectEvent(() => {
    const { alerts } = preferences()
    if (!alerts.repeat || presence === 'away' || !tabs.current?.leads()) return
    for (const [thread] of unread.current) if (!asksFor(rowOf(thread))) unread.current.delete(thread)
    if (unread.current.size > 0 && alerts.sound) void play(alerts.which, alerts.volume)
  })
  const looked = useEffectEvent(() => {
    if (threadId === undefined || !document.hasFocus()) return
    unread.current.delete(threadId)
    tabs.current?.sayLooking(threadId)
  })

  useEffect(() => {
    live.watchAlerts(viewsOf(scope))
  }, [live, scope])
  useEffect(() => live.onNews((news) => hear(news)), [live])
  useEffect(() => {
    const joined = joinTabs(user.id, (thread) => unread.current.delete(thread))
    tabs.current = joined
    return () => joined.close()
  }, [user.id])
  useEffect(() => {
    const timer = setInterval(() => again(), REPEAT_MS)
    const look = () => looked()
    addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', look)
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation is on the screen then
  useEffect(() => looked(), [threadId])
  useBadge()
}

function asksFor(row: Row | undefined): boolean {
  return row === undefined || (row.status !== 'closed' && row.unanswered > 0)
}

function useNotification(): (alert: Alert) => void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return ({ thread, reason, name, text }) => {
    const { alerts } = preferences()
    if (alerts.sound) void play(alerts.which, alerts.volume)
    if (!alerts.desktop || !('Notification' in window) || Notification.permission !== 'granted') return
    const shown = new Notification(t(`alerts.${reason}`, { name }), {
      ...(text === undefined ? {} : { body: text.slice(0, 140) }),
      // One per conversation: a later one replaces it.
      tag: thread,
      silent: true,
    })
    shown.onclick = () => {
      window.focus()
      shown.close()
      void navigate(inboxAddress(reason === 'waiting' ? 'waiting' : 'open', thread))
    }
  }
}

/** A dot in the tab's icon while conversations of mine wait for an answer. */
function useBadge(): void {
  const asked = useOwnAsked(({ byId }) => Object.values(byId).some(({ asks }) => asks))
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (icon) icon.href = asked ? '/mark-alert.svg' : '/mark.svg'
  }, [asked])
}
