import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useInbox, useRow } from '../lib/inbox-store.ts'
import { usePageName } from '../lib/page-name.ts'
import { useSession } from '../lib/session.ts'
import { useThreads } from '../lib/thread-store.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { areas } from './areas.ts'
import { threadIn, titleOf } from './title-parts.ts'

/** Where this tab is, and before it what asks for this person's attention. */
export function usePageTitle(): void {
  const { t } = useTranslation()
  const { company } = useSession()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const page = usePageName((state) => state.name)
  const customer = useRow(threadIn(path) ?? '')?.customer.name
  const offers = useThreads((state) => Object.keys(state.offers).length)
  const waiting = useInbox((state) => state.rows.counts.waiting ?? 0)
  const count = offers > 0 ? offers : waiting
  const area = areas.find((each) => path.startsWith(each.path))
  const title = titleOf({
    customer,
    page,
    area: area ? t(`areas.${area.id}`) : t('shell.preferences'),
    company,
    product: t('common.product'),
  })
  useEffect(() => {
    document.title = count > 0 ? t('shell.titleWaiting', { count, title }) : title
  }, [count, title, t])
}
