import type { View } from '@parley/server/contract'
import { IconAt, IconDots, IconSearch, IconUsers } from '@tabler/icons-react'
import { memo, type ReactNode, useState } from 'react'
import { handlerOf } from '../../lib/commands.ts'
import { cappedCount, listCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useMentionCount } from '../../lib/mentions-api.ts'
import { type NavView, useNavViews } from '../../lib/saved-views.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import {
  type ListAsked,
  listAddress,
  listKey,
  listOfView,
  MENTIONS,
  mentionsAddress,
  views,
} from '../../lib/views.ts'
import { CommandKeys } from '../../ui/kbd.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import { useAnchor } from '../../ui/use-anchor.ts'
import { useQueueLists } from './nav-lists.ts'
import { viewIcon, viewIcons } from './view-icons.ts'
import styles from './view-nav.module.css'

const loadMenu = async () => await import('./saved-view-menu.tsx')
const SavedViewMenu = lazyPart('inbox', async () => (await loadMenu()).SavedViewMenu)
const RenameView = lazyPart('inbox', async () => (await loadMenu()).RenameView)

/** Every list that there is: the views, mentions, what was saved, and the queues. */
export const ViewNav = memo(function ViewNav({ here }: { here: string }) {
  const { t } = useTranslation()
  const { company } = useSession()
  const saved = useNavViews()
  const queues = useQueueLists()
  return (
    <nav className={styles.nav} aria-label={t('list.all')}>
      <h2 className={styles.title}>{t('shell.inbox')}</h2>
      <button type="button" className={styles.search} data-leaves onClick={() => handlerOf('palette')?.()}>
        <IconSearch size={15} aria-hidden="true" />
        {t('shell.commands')}
        <span className={styles.keys}>
          <CommandKeys command="palette" />
        </span>
      </button>
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
})

function ViewLink({ view, current }: { view: View; current: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const count = useInbox((state) => state.rows.counts[view])
  const Icon = viewIcons[view]
  return (
    <PlainLink
      address={listAddress(listOfView(view))}
      className={styles.link}
      aria-current={current ? 'page' : undefined}
    >
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <span className={styles.name}>{t(`views.${view}`)}</span>
      {count !== undefined && <span className={styles.count}>{listCount(count, language)}</span>}
    </PlainLink>
  )
}

/** With how many were not looked at; nothing asks for attention where there is none. */
function MentionsLink({ current }: { current: boolean }) {
  const { t } = useTranslation()
  const unseen = useMentionCount((state) => state.unseen)
  return (
    <PlainLink address={mentionsAddress} className={styles.link} aria-current={current ? 'page' : undefined}>
      <IconAt size={17} stroke={1.7} aria-hidden="true" />
      <span className={styles.name}>{t('views.mentions')}</span>
      {unseen > 0 && <span className={styles.asking}>{cappedCount(unseen)}</span>}
    </PlainLink>
  )
}

interface ListLinkProps {
  list: ListAsked
  name: string
  icon: ReactNode
  current: boolean
}

function ListLink({ list, name, icon, current }: ListLinkProps) {
  const language = useLanguage()
  const count = useInbox((state) => state.rows.totals[listKey(list)])
  return (
    <PlainLink
      address={listAddress(list)}
      className={styles.link}
      title={name}
      aria-current={current ? 'page' : undefined}
    >
      {icon}
      <span className={styles.name}>{name}</span>
      {count !== undefined && <span className={styles.count}>{listCount(count, language)}</span>}
    </PlainLink>
  )
}

function SavedLink({ view, all, current }: { view: NavView; all: readonly NavView[]; current: boolean }) {
  const { t } = useTranslation()
  const [renaming, setRenaming] = useState(false)
  const menu = useAnchor('menu')
  const Icon = viewIcon(view.list)
  if (renaming && view.saved) {
    return (
      <li>
        <RenameView saved={view.saved} onDone={() => setRenaming(false)} />
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
      <button
        type="button"
        className={styles.more}
        aria-label={t('list.viewActions', { name: view.name })}
        {...menu.button}
      >
        <IconDots size={16} stroke={1.8} aria-hidden="true" />
      </button>
      {menu.open && <SavedViewMenu {...menu.hung} view={view} all={all} onRename={() => setRenaming(true)} />}
    </li>
  )
}
