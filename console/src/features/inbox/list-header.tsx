import { isEmptyFilter, writeFilter } from '@parley/server/contract/rules'
import { IconArrowsSort, IconFilter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { listCount } from '../../lib/format.ts'
import { useInbox } from '../../lib/inbox-store.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { type ListAsked, listAddress, listKey } from '../../lib/views.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useAnchor } from '../../ui/use-anchor.ts'
import { FilterChips } from './filter-chips.tsx'
import styles from './list-header.module.css'

const FilterPanel = lazyPart('inbox', async () => (await import('./filter-panel.tsx')).FilterPanel)
const SortMenu = lazyPart([], async () => (await import('./sort-menu.tsx')).SortMenu)

interface ListHeaderProps {
  asked: ListAsked
  title: string
  selected: string | undefined
}

/** What the list is, how many it has, and how to narrow it down and sort it. */
export function ListHeader({ asked, title, selected }: ListHeaderProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState<false | 'filter' | 'name'>(false)
  const heldCount = useInbox((state) => state.heldCount)
  const total = useListTotal(asked)
  const goTo = useGoTo(selected)
  const conditions = Object.keys(writeFilter(asked.filter)).length
  const sorting = useAnchor('menu')
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useCommands('filter', {
    sort: sorting.show,
    filter: () => setOpen('filter'),
    saveView: conditions > 0 ? () => setOpen('name') : undefined,
    clearFilter: conditions > 0 ? () => goTo({ ...asked, filter: {} }) : undefined,
  })
  return (
    <div className={styles.root}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {total !== undefined && <span className={styles.total}>{listCount(total, language)}</span>}
        <span className={styles.tools}>
          {heldCount > 0 && <span className={styles.held}>{t('list.held', { count: heldCount })}</span>}
          <IconButton
            label={t('list.sortedBy', { sort: t(`list.sort.${asked.sort}`) })}
            command="sort"
            {...sorting.button}
          >
            <IconArrowsSort size={18} stroke={1.7} />
          </IconButton>
          {sorting.open && (
            <SortMenu {...sorting.hung} asked={asked} onSort={(sort) => goTo({ ...asked, sort })} />
          )}
          <span className={styles.filter}>
            <IconButton
              ref={button}
              label={conditions > 0 ? t('list.filterOn', { count: conditions }) : t('list.filter')}
              command="filter"
              expanded={open !== false}
              onClick={() => setOpen(open ? false : 'filter')}
            >
              <IconFilter size={18} stroke={1.7} />
            </IconButton>
            {conditions > 0 && (
              <span className={styles.count} aria-hidden="true">
                {conditions}
              </span>
            )}
          </span>
        </span>
      </header>
      <FilterChips asked={asked} onChange={goTo} />
      {open && (
        <FilterPanel key={open} asked={asked} naming={open === 'name'} onChange={goTo} onClose={close} />
      )}
    </div>
  )
}

/** A narrowed list has a count of its own. */
export function useListTotal(asked: ListAsked): number | undefined {
  return useInbox(({ rows }) =>
    isEmptyFilter(asked.filter) ? rows.counts[asked.view] : rows.totals[listKey(asked)],
  )
}

/** Narrowing a list down keeps the open conversation; each step is one step back. */
function useGoTo(selected: string | undefined): (list: ListAsked) => void {
  const navigate = useNavigate()
  return (list) => void navigate(listAddress(list, selected))
}
