import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { cappedCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { inboxAddress, views } from '../../lib/views.ts'
import styles from './view-bar.module.css'
import { viewIcons } from './view-icons.ts'

/** The views on a phone. */
export function ViewBar({ view }: { view: string | undefined }) {
  const { t } = useTranslation()
  const counts = useInbox((state) => state.rows.counts)
  return (
    <nav className={styles.bar} aria-label={t('list.queues')}>
      {views.map((each) => {
        const Icon = viewIcons[each]
        const count = each === 'waiting' || each === 'mine' ? (counts[each] ?? 0) : 0
        return (
          <Link
            key={each}
            {...inboxAddress(each)}
            className={styles.link}
            aria-current={each === view ? 'page' : undefined}
          >
            <Icon size={21} stroke={1.7} aria-hidden="true" />
            <span className={styles.name}>{t(`views.${each}`)}</span>
            {count > 0 && <span className={styles.count}>{cappedCount(count)}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
