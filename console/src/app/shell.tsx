import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { OfferToasts } from '../features/inbox/offer-toasts.tsx'
import { useConnection } from '../lib/connection.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { Mark } from '../ui/mark.tsx'
import { useLayer } from '../ui/use-layer.ts'
import { useNarrow } from '../ui/use-narrow.ts'
import { AccountButton } from './account-button.tsx'
import { AreaLinks } from './area-links.tsx'
import { CommandBar, HelpSheet } from './lazy-parts.ts'
import styles from './shell.module.css'
import { useAlerts } from './use-alerts.ts'
import { useAppCommands } from './use-app-commands.ts'
import { useOwnPreferences } from './use-own-preferences.ts'
import { usePageTitle } from './use-page-title.ts'

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  return (
    <div className={styles.root}>
      <Attendants />
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      {!narrow && <Rail />}
      <div className={styles.stage}>
        <ConnectionBanner />
        <div className={styles.card}>{children}</div>
      </div>
      {narrow && <BottomBar />}
      <OfferToasts />
      <Overlays />
    </div>
  )
}

/** Draws nothing: what goes on behind every page, so that the page is not drawn anew with it. */
function Attendants() {
  usePageTitle()
  useOwnPreferences()
  useAlerts()
  return null
}

/** What the keys of the whole console open. */
function Overlays() {
  const [overlay, setOverlay] = useState<'help' | 'commands'>()
  useAppCommands({ onHelp: () => setOverlay('help'), onPalette: () => setOverlay('commands') })
  const closeOverlay = () => setOverlay(undefined)
  if (!overlay) return null
  return (
    <GivesFocusBack key={overlay}>
      {overlay === 'help' && <HelpSheet onClose={closeOverlay} />}
      {overlay === 'commands' && <CommandBar onClose={closeOverlay} />}
    </GivesFocusBack>
  )
}

function GivesFocusBack({ children }: { children: ReactNode }) {
  useLayer()
  return children
}

function Rail() {
  const { t } = useTranslation()
  return (
    <nav className={styles.rail} aria-label={t('shell.main')}>
      <span className={styles.mark}>
        <Mark size={32} />
      </span>
      <AreaLinks />
      <span className={styles.railEnd}>
        <AccountButton position="right-end" />
      </span>
    </nav>
  )
}

/** The areas on a phone; an open thread needs the room. */
function BottomBar() {
  const { t } = useTranslation()
  const { threadId } = useParams({ strict: false })
  if (threadId !== undefined) return null
  return (
    <nav className={styles.bottom} aria-label={t('shell.main')}>
      <AreaLinks />
      <AccountButton position="top-end" />
    </nav>
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
