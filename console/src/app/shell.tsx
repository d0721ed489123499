import { IconInbox } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OfferToasts } from '../features/inbox/offer-toasts.tsx'
import { ViewBar } from '../features/inbox/view-bar.tsx'
import { useConnection } from '../lib/connection.ts'
import { cappedCount } from '../lib/format.ts'
import { useInbox } from '../lib/inbox-store.ts'
import { Mark } from '../ui/mark.tsx'
import { AccountMenu, CommandBar, HelpSheet } from './lazy-parts.ts'
import styles from './shell.module.css'
import { useAppCommands } from './use-app-commands.ts'
import { usePageTitle } from './use-page-title.ts'

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [overlay, setOverlay] = useState<'help' | 'commands'>()
  useAppCommands({ onHelp: () => setOverlay('help'), onPalette: () => setOverlay('commands') })
  usePageTitle()
  const closeOverlay = () => setOverlay(undefined)
  return (
    <div className={styles.root}>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      <Rail />
      <div className={styles.stage}>
        <ConnectionBanner />
        <div className={styles.card}>{children}</div>
      </div>
      <BottomBar />
      <OfferToasts />
      <Suspense>
        {overlay === 'help' && <HelpSheet onClose={closeOverlay} />}
        {overlay === 'commands' && <CommandBar onClose={closeOverlay} />}
      </Suspense>
    </div>
  )
}

function Rail() {
  const { t } = useTranslation()
  const mine = useInbox((state) => state.rows.counts.mine ?? 0)
  return (
    <nav className={styles.rail} aria-label={t('shell.main')}>
      <span className={styles.mark}>
        <Mark size={32} />
      </span>
      <Link to="/inbox" className={styles.area} aria-current="page">
        <span className="visually-hidden">{t('shell.inbox')}</span>
        <IconInbox size={20} stroke={1.8} aria-hidden="true" />
        {mine > 0 && <span className={styles.areaCount}>{cappedCount(mine)}</span>}
      </Link>
      <span className={styles.railEnd}>
        <Suspense>
          <AccountMenu position="right-end" />
        </Suspense>
      </span>
    </nav>
  )
}

/** On a phone the views are the bar; it makes room for the thread. */
function BottomBar() {
  const { view, threadId } = useParams({ strict: false })
  if (threadId !== undefined) return null
  return (
    <div className={styles.bottom}>
      <ViewBar view={view} />
      <Suspense>
        <AccountMenu position="top-end" />
      </Suspense>
    </div>
  )
}

function ConnectionBanner() {
  const { t } = useTranslation()
  const lost = useConnection((state) => state.status === 'lost')
  return (
    <div role="status" aria-live="polite">
      {lost && (
        <p className={styles.lost}>
          <span className={styles.pulse} aria-hidden="true" />
          <strong>{t('shell.reconnecting')}</strong> {t('shell.lost')}
        </p>
      )}
    </div>
  )
}
