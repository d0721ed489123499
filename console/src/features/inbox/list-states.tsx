import type { View } from '@parley/server/contract'
import { IconFilterOff, IconMessageCircleX, IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { FailureCode } from '../../lib/api-error.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { inboxAddress, type ListAsked, listAddress, listOfView } from '../../lib/views.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import styles from './thread-list.module.css'
import { viewIcons } from './view-icons.ts'

const SKELETONS = [1, 2, 3, 4, 5, 6]

const words = {
  waiting: { title: 'list.emptyWaiting', hint: 'list.emptyWaitingHint', leadsTo: 'bot' },
  mine: { title: 'list.emptyMine', hint: 'list.emptyMineHint', leadsTo: 'waiting' },
  open: { title: 'list.emptyOpen', hint: 'list.emptyOpenHint', leadsTo: undefined },
  bot: { title: 'list.emptyBot', hint: 'list.emptyBotHint', leadsTo: undefined },
  closed: { title: 'list.emptyClosed', hint: 'list.emptyClosedHint', leadsTo: undefined },
} as const

export function EmptyView({ view }: { view: View }) {
  const { t } = useTranslation()
  const { title, hint, leadsTo } = words[view]
  const Icon = viewIcons[view]
  const SLOT = '\u0000'
  const [before, after] = t(hint, { link: SLOT }).split(SLOT)
  return (
    <div className={styles.state}>
      <EmptyState icon={<Icon size={24} stroke={1.6} aria-hidden="true" />} title={t(title)}>
        {before}
        {leadsTo && <Link {...inboxAddress(leadsTo)}>{t(`views.${leadsTo}`)}</Link>}
        {after}
      </EmptyState>
    </div>
  )
}

/** Nothing is wrong: the list is narrowed down to nothing. */
export function NothingFits({ asked }: { asked: ListAsked }) {
  const { t } = useTranslation()
  if (asked.filter.outcome?.join() === 'spam')
    return (
      <div className={styles.state}>
        <EmptyState
          icon={<IconMessageCircleX size={24} stroke={1.6} aria-hidden="true" />}
          title={t('list.emptySpam')}
        >
          {t('list.emptySpamHint')}
        </EmptyState>
      </div>
    )
  return (
    <div className={styles.state}>
      <EmptyState
        icon={<IconFilterOff size={24} stroke={1.6} aria-hidden="true" />}
        title={t('list.nothingFits')}
      >
        <p>{t('list.nothingFitsHint')}</p>
        <Link {...listAddress(listOfView(asked.view))}>{t('list.clearFilter')}</Link>
      </EmptyState>
    </div>
  )
}

export function ListFailure({ code, onRetry }: { code: FailureCode; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.state} role="alert">
      <EmptyState
        icon={<IconPlugConnectedX size={24} stroke={1.6} aria-hidden="true" />}
        title={t('list.failed')}
      >
        <p>{t(`errors.${code}`)}</p>
        <Button size="small" tone="other" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </EmptyState>
    </div>
  )
}

export function ListSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.state} role="status">
      <span className="visually-hidden">{t('common.loading')}</span>
      {SKELETONS.map((each) => (
        <div key={each} className={styles.skeleton} />
      ))}
    </div>
  )
}
