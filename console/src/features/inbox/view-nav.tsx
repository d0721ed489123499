import { UnstyledButton } from '@mantine/core'
import type { View } from '@parley/server/contract'
import { IconAt, IconSearch, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handlerOf } from '../../lib/commands.ts'
import { cappedCount } from '../../lib/format.ts'
import { loadWords } from '../../lib/i18n.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { useMentionCount } from '../../lib/mentions-api.ts'
import { patiently } from '../../lib/patiently.ts'
import { type NavView, useNavViews } from '../../lib/saved-views.ts'
import { useSession } from '../../lib/session.ts'
import { type ListAsked, listAddress, listKey, listOfView, MENTIONS, views } from '../../lib/views.ts'
import { CommandKeys } from '../../ui/kbd.tsx'
import { useQueueLists } from './nav-lists.ts'
import { viewIcon, viewIcons } from './view-icons.ts'
import styles from './view-nav.module.css'

const loadMenu = async () => {
  const [part] = await patiently(() => Promise.all([import('./saved-view-menu.tsx'), loadWords('inbox')]))
  return part
}
const SavedViewMenu = lazy(async () => ({ default: (await loadMenu()).SavedViewMenu }))
const RenameView = lazy(async () => ({ default: (await loadMenu()).RenameView }))

/** Every list that there is: the views, mentions, what was saved, and the queues. */
export function ViewNav({ here }: { here: string }) {
  const { t } = useTranslation()
  const { company } = useSession()
  const saved = useNavViews()
  const queues = useQueueLists()
  return (
    <nav className={styles.nav} aria-label={t('list.queues')}>
      <h2 className={styles.title}>{t('shell.inbox')}</h2>
      <UnstyledButton className={styles.search} onClick={() => handlerOf('palette')?.()}>
        <IconSearch size={15} aria-hidden="true" />
        {t('shell.commands')}
        <span className={styles.keys}>
          <CommandKeys command="palette" />
        </span>
      </UnstyledButton>
      <ul className={styles.list}>
        {views.map((view) => (
          <li key={view}>
            <ViewLink view={view} current={view === here} />
          </li>
        ))}
        <li>
          <MentionsLink current={here === MENTIONS} />
        </li>
      </ul>
      {saved.length > 0 && <h3 className={styles.heading}>{t('list.saved')}</h3>}
      <ul className={styles.list}>
        {saved.map((view) => (
          <SavedLink key={view.id} view={view} all={saved} current={listKey(view.list) === here} />
        ))}
      </ul>
      {queues.length > 0 && <h3 className={styles.heading}>{t('list.byQueue')}</h3>}
      <ul className={styles.list}>
        {queues.map(({ id, name, list }) => (
          <li key={id}>
            <ListLink
              list={list}
              name={name}
              icon={<IconUsers size={16} stroke={1.7} aria-hidden="true" />}
              current={listKey(list) === here}
            />
          </li>
        ))}
      </ul>
      <p className={styles.company}>{company}</p>
    </nav>
  )
}

function ViewLink({ view, current }: { view: View; current: boolean }) {
  const { t } = useTranslation()
  const count = useInbox((state) => state.rows.counts[view])
  const Icon = viewIcons[view]
  return (
    <Link
      {...listAddress(listOfView(view))}
      className={styles.link}
      activeOptions={{ exact: true }}
      aria-current={current ? 'page' : undefined}
    >
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <span className={styles.name}>{t(`views.${view}`)}</span>
      {count !== undefined && <span className={styles.count}>{cappedCount(count)}</span>}
    </Link>
  )
}

/** With how many were not looked at; nothing asks for attention where there is none. */
function MentionsLink({ current }: { current: boolean }) {
  const { t } = useTranslation()
  const unseen = useMentionCount((state) => state.unseen)
  return (
    <Link
      to="/inbox/mentions/{-$threadId}"
      params={{}}
      search={{}}
      className={styles.link}
      activeOptions={{ exact: true }}
      aria-current={current ? 'page' : undefined}
    >
      <IconAt size={17} stroke={1.7} aria-hidden="true" />
      <span className={styles.name}>{t('views.mentions')}</span>
      {unseen > 0 && <span className={styles.asking}>{cappedCount(unseen)}</span>}
    </Link>
  )
}

interface ListLinkProps {
  list: ListAsked
  name: string
  icon: ReactNode
  current: boolean
}

function ListLink({ list, name, icon, current }: ListLinkProps) {
  const count = useInbox((state) => state.rows.totals[listKey(list)])
  return (
    <Link
      {...listAddress(list)}
      className={styles.link}
      activeOptions={{ exact: true }}
      title={name}
      aria-current={current ? 'page' : undefined}
    >
      {icon}
      <span className={styles.name}>{name}</span>
      {count !== undefined && <span className={styles.count}>{cappedCount(count)}</span>}
    </Link>
  )
}

function SavedLink({ view, all, current }: { view: NavView; all: readonly NavView[]; current: boolean }) {
  const [renaming, setRenaming] = useState(false)
  const Icon = viewIcon(view.list)
  if (renaming && view.saved) {
    return (
      <li>
        <Suspense>
          <RenameView saved={view.saved} onDone={() => setRenaming(false)} />
        </Suspense>
      </li>
    )
  }
  return (
    <li className={styles.saved}>
      <ListLink
        list={view.list}
        name={view.name}
        icon={<Icon size={17} stroke={1.7} aria-hidden="true" />}
        current={current}
      />
      <Suspense>
        <SavedViewMenu view={view} all={all} onRename={() => setRenaming(true)} />
      </Suspense>
    </li>
  )
}
