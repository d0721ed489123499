import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useCallback, useState } from 'react'
import { ViewBar } from '../features/inbox/view-bar.tsx'
import { ViewNav } from '../features/inbox/view-nav.tsx'
import { ThreadPane } from '../features/thread/thread-pane.tsx'
import { useCommands } from '../lib/commands.ts'
import { rowOf } from '../lib/inbox-store.ts'
import { useTranslation } from '../lib/use-translation.ts'
import type { Place } from '../lib/views.ts'
import { useNarrow } from '../ui/use-narrow.ts'
import styles from './inbox-page.module.css'
import { ListsDrawer, ProfileDrawer, ProfilePanel } from './lazy-parts.ts'

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
  /** Where the conversation opens. */
  place: Place
  /** Closes the conversation. */
  onBack: () => void
}

/** The inbox, whatever it lists: navigation, list, conversation, customer. */
export function InboxFrame(props: InboxFrameProps) {
  const { title, here, list, nothing, nothingLabel, thread, place, onBack } = props
  const { t } = useTranslation()
  const beside = useMediaQuery('(min-width: 1180px)', true, { getInitialValueInEffect: false })
  const narrow = useNarrow()
  const [panelWanted, setPanelWanted] = useState(true)
  const [drawerOpen, setDrawerOpen] = useState(false)
  const toggleProfile = () => (beside ? setPanelWanted(!panelWanted) : setDrawerOpen(!drawerOpen))
  const [listsOpen, setListsOpen] = useState(false)
  const openLists = useCallback(() => setListsOpen(true), [])
  const open = thread !== undefined
  const customerPage = useCustomerPage(thread)
  useCommands('inbox', {
    back: open ? onBack : undefined,
    profile: open ? toggleProfile : undefined,
    customerPage,
  })
  const panelShown = beside && panelWanted && open
  return (
    <main id="content" tabIndex={-1} className={styles.page} data-open={open} data-panel={panelShown}>
      <h1 className="visually-hidden">{`${t('shell.inbox')}: ${title}`}</h1>
      {narrow ? (
        <div className={styles.views}>
          <ViewBar here={here} onAll={openLists} />
        </div>
      ) : (
        <ViewNav here={here} />
      )}
      {list}
      {open ? (
        <ThreadPane
          key={thread}
          thread={thread}
          place={place}
          profileShown={beside ? panelShown : drawerOpen}
          onProfile={toggleProfile}
          onBack={onBack}
        />
      ) : (
        <section className={styles.nothing} aria-label={nothingLabel}>
          {nothing}
        </section>
      )}
      {panelShown && (
        <aside className={styles.profile} aria-label={t('profile.title')}>
          <ProfilePanel thread={thread} />
        </aside>
      )}
      {narrow && listsOpen && <ListsDrawer here={here} onClose={() => setListsOpen(false)} />}
      {!beside && drawerOpen && open && (
        <ProfileDrawer thread={thread} onClose={() => setDrawerOpen(false)} />
      )}
    </main>
  )
}

/** Leads from the open conversation to the record of its customer. */
function useCustomerPage(thread: string | undefined): (() => void) | undefined {
  const navigate = useNavigate()
  if (thread === undefined) return undefined
  return () => {
    const id = rowOf(thread)?.customer.id
    if (id !== undefined) void navigate({ to: '/customers/$id', params: { id } })
  }
}
