import { Link } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './supervisor-page.module.css'

const pages = [
  { id: 'live', to: '/supervisor' },
  { id: 'sentiment', to: '/supervisor/sentiment' },
  { id: 'csat', to: '/supervisor/csat' },
  { id: 'transcripts', to: '/supervisor/transcripts' },
] as const

interface SupervisorPageProps {
  page: (typeof pages)[number]['id']
  /** Beside the title. */
  status?: ReactNode
  actions?: ReactNode
  /** For showing the page alone on the whole screen. */
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/** The frame of the area's pages: a heading, the way to the others, the page's own controls. */
export function SupervisorPage({ page, status, actions, ref, children }: SupervisorPageProps) {
  const { t } = useTranslation(['supervisor', 'translation'])
  return (
    <main id="content" tabIndex={-1} className={styles.page} ref={ref}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t(`pages.${page}`)}</h1>
        {status}
        <nav className={styles.tabs} aria-label={t('frame.nav')}>
          {pages.map(({ id, to }) => (
            <Link
              key={id}
              to={to}
              className={styles.tab}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {t(`pages.${id}`)}
            </Link>
          ))}
        </nav>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  )
}
