import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { cappedCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { inboxAddress, views } from '../../lib/views.ts'
import styles from './view-bar.module.css'

/** The views on a phone, above the list. */
export function ViewBar({ view }: { view: string | undefined }) {
  const { t } = useTranslation()
  const counts = useInbox((state) => state.rows.counts)
  return (
    <nav className={styles.bar} aria-label={t('list.queues')}>
      {views.map((each) => {
        const count = counts[each]
        return (
          <Link
            key={each}
            {...inboxAddress(each)}
            className={styles.link}
            aria-current={each === view ? 'page' : undefined}
          >
            {t(`views.${each}`)}
            {count !== undefined && <span className={styles.count}>{cappedCount(count)}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
