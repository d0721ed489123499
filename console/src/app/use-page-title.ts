import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useInbox } from '../lib/inbox-store.ts'
import { useSession } from '../lib/session.ts'
import { useThreads } from '../lib/thread-store.ts'

/** What asks for this person's attention stands in the tab. */
export function usePageTitle(): void {
  const { t } = useTranslation()
  const { company } = useSession()
  const offers = useThreads((state) => Object.keys(state.offers).length)
  const waiting = useInbox((state) => state.rows.counts.waiting ?? 0)
  const count = offers > 0 ? offers : waiting
  const title = `${t('shell.inbox')} · ${company} · ${t('common.product')}`
  useEffect(() => {
    document.title = count > 0 ? t('shell.titleWaiting', { count, title }) : title
  }, [count, title, t])
}
