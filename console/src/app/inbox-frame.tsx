import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ViewBar } from '../features/inbox/view-bar.tsx'
import { ViewNav } from '../features/inbox/view-nav.tsx'
import { useCommands } from '../lib/commands.ts'
import styles from './inbox-page.module.css'
import { loadThreadPane, ProfileDrawer, ProfilePanel, ThreadPane } from './lazy-parts.ts'

interface InboxFrameProps {
  /** Of what is listed. */
  title: string
  /** The address of the list in the navigation: that of a view or a narrowed list, or `mentions`. */
  here: string
  list: ReactNode
  /** What stands where the conversation will. */
  nothing: ReactNode
  nothingLabel: string
  thread: string | undefined
  /** An entry that the conversation opens at. */
  at?: number | undefined
  /** Closes the conversation. */
  onBack: () => void
}

/** The inbox, whatever it lists: navigation, list, conversation, customer. */
export function InboxFrame(props: InboxFrameProps) {
  const { title, here, list, nothing, nothingLabel, thread, at, onBack } = props
  const { t } = useTranslation()
  const beside = useMediaQuery('(min-width: 1180px)', true, { getInitialValueInEffect: false })
  const [panelWanted, setPanelWanted] = useState(true)
  const [drawerOpen, setDrawerOpen] = useState(false)
  // Beside the list, so that the first click finds it there.
  useEffect(() => void loadThreadPane(), [])
  const toggleProfile = () => (beside ? setPanelWanted(!panelWanted) : setDrawerOpen(!drawerOpen))
  const open = thread !== undefined
  useCommands('inbox', { back: open ? onBack : undefined, profile: open ? toggleProfile : undefined })
  const panelShown = beside && panelWanted && open
  return (
    <main id="content" tabIndex={-1} className={styles.page} data-open={open} data-panel={panelShown}>
      <h1 className="visually-hidden">{`${t('shell.inbox')}: ${title}`}</h1>
      <ViewNav here={here} />
      <div className={styles.views}>
        <ViewBar here={here} />
      </div>
      {list}
      {open ? (
        <Suspense fallback={<section className={styles.nothing} aria-busy="true" />}>
          <ThreadPane
            key={thread}
            thread={thread}
            at={at}
            profileShown={beside ? panelShown : drawerOpen}
            onProfile={toggleProfile}
            onBack={onBack}
          />
        </Suspense>
      ) : (
        <section className={styles.nothing} aria-label={nothingLabel}>
          {nothing}
        </section>
      )}
      {panelShown && (
        <aside className={styles.profile} aria-label={t('profile.title')}>
          <Suspense>
            <ProfilePanel thread={thread} />
          </Suspense>
        </aside>
      )}
      {!beside && drawerOpen && open && (
        <Suspense>
          <ProfileDrawer thread={thread} onClose={() => setDrawerOpen(false)} />
        </Suspense>
      )}
    </main>
  )
}
