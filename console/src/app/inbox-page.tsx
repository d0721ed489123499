import { useMediaQuery } from '@mantine/hooks'
import { IconMessages } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListCounts } from '../features/inbox/nav-lists.ts'
import { ThreadList } from '../features/inbox/thread-list.tsx'
import { ViewBar } from '../features/inbox/view-bar.tsx'
import { ViewNav } from '../features/inbox/view-nav.tsx'
import { useCommands } from '../lib/commands.ts'
import { useNavViews } from '../lib/saved-views.ts'
import { isView, type ListAsked, listAddress, listKey, readList } from '../lib/views.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './inbox-page.module.css'
import { loadThreadPane, ProfileDrawer, ProfilePanel, ThreadPane } from './lazy-parts.ts'

export function InboxPage() {
  const { t } = useTranslation()
  const { threadId } = useParams({ from: '/desk/inbox/$view/{-$threadId}' })
  const asked = useAsked()
  const title = useListTitle(asked)
  useListCounts(asked)
  const navigate = useNavigate()
  const beside = useMediaQuery('(min-width: 1180px)', true, { getInitialValueInEffect: false })
  const [panelWanted, setPanelWanted] = useState(true)
  const [drawerOpen, setDrawerOpen] = useState(false)
  // Beside the list, so that the first click finds it there.
  useEffect(() => void loadThreadPane(), [])
  const back = () => void navigate(listAddress(asked))
  const toggleProfile = () => (beside ? setPanelWanted(!panelWanted) : setDrawerOpen(!drawerOpen))
  const open = threadId !== undefined
  useCommands('inbox', { back: open ? back : undefined, profile: open ? toggleProfile : undefined })
  const panelShown = beside && panelWanted && open
  return (
    <main id="content" tabIndex={-1} className={styles.page} data-open={open} data-panel={panelShown}>
      <h1 className="visually-hidden">{`${t('shell.inbox')}: ${title}`}</h1>
      <ViewNav asked={asked} />
      <div className={styles.views}>
        <ViewBar asked={asked} />
      </div>
      <ThreadList key={asked.view} asked={asked} title={title} selected={threadId} />
      {open ? (
        <Suspense fallback={<section className={styles.nothing} aria-busy="true" />}>
          <ThreadPane
            key={threadId}
            thread={threadId}
            profileShown={beside ? panelShown : drawerOpen}
            onProfile={toggleProfile}
            onBack={back}
          />
        </Suspense>
      ) : (
        <section className={styles.nothing} aria-label={t('list.pick')}>
          <EmptyState
            icon={<IconMessages size={24} stroke={1.6} aria-hidden="true" />}
            title={t('list.pick')}
          >
            {t('list.pickHint')}
          </EmptyState>
        </section>
      )}
      {panelShown && (
        <aside className={styles.profile} aria-label={t('profile.title')}>
          <Suspense>
            <ProfilePanel thread={threadId} />
          </Suspense>
        </aside>
      )}
      {!beside && drawerOpen && open && (
        <Suspense>
          <ProfileDrawer thread={threadId} onClose={() => setDrawerOpen(false)} />
        </Suspense>
      )}
    </main>
  )
}

/** The list that the address names: the same object while it is the same list. */
function useAsked(): ListAsked {
  const { view } = useParams({ from: '/desk/inbox/$view/{-$threadId}' })
  const search = useSearch({ from: '/desk/inbox/$view/{-$threadId}' })
  const asked = readList(isView(view) ? view : 'waiting', search)
  const key = listKey(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the list
  return useMemo(() => asked, [key])
}

/** A list that was saved goes by its name. */
function useListTitle(asked: ListAsked): string {
  const { t } = useTranslation()
  const saved = useNavViews().find(({ list }) => listKey(list) === listKey(asked))
  return saved?.name ?? t(`views.${asked.view}`)
}
