import type { View } from '@parley/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/commands.ts'
import { cappedCount } from '../../lib/format.ts'
import { holdForKeys, holdWhilePointerOver, useInbox } from '../../lib/inbox-store.ts'
import { inboxAddress } from '../../lib/views.ts'
import { EmptyView, ListFailure, ListSkeleton } from './list-states.tsx'
import styles from './thread-list.module.css'
import { ThreadRow } from './thread-row.tsx'
import { useViewRows } from './use-view-rows.ts'

const ROW_HEIGHT = 86
/** Rows before the end at which the next page is asked for. */
const LOAD_AHEAD = 10

interface ThreadListProps {
  view: View
  selected: string | undefined
}

export function ThreadList({ view, selected }: ThreadListProps) {
  const { t } = useTranslation()
  const { list, failure, loadMore, reload } = useViewRows(view)
  const total = useInbox((state) => state.rows.counts[view])
  const heldCount = useInbox((state) => state.heldCount)
  const title = t(`views.${view}`)
  return (
    <section className={styles.pane} aria-label={t('list.label', { view: title })}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        {total !== undefined && <span className={styles.total}>{cappedCount(total)}</span>}
        {heldCount > 0 && <span className={styles.held}>{t('list.held', { count: heldCount })}</span>}
      </header>
      {failure !== undefined && list === undefined && <ListFailure code={failure} onRetry={reload} />}
      {failure === undefined && list === undefined && <ListSkeleton />}
      {list?.ids.length === 0 && <EmptyView view={view} />}
      {list !== undefined && list.ids.length > 0 && (
        <Rows view={view} ids={list.ids} selected={selected} total={total} onNearEnd={loadMore} />
      )}
    </section>
  )
}

interface RowsProps {
  view: View
  ids: readonly string[]
  selected: string | undefined
  total: number | undefined
  onNearEnd: () => void
}

function Rows({ view, ids, selected, total, onNearEnd }: RowsProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const selectedIndex = selected === undefined ? -1 : ids.indexOf(selected)
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 4,
    onChange: (instance) => {
      if ((instance.range?.endIndex ?? 0) >= ids.length - LOAD_AHEAD) onNearEnd()
    },
  })
  const move = useMove({ view, ids, selectedIndex })
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' })
  }, [selectedIndex, virtual])
  const handleKey = (event: KeyboardEvent) => {
    const to = { ArrowDown: selectedIndex + 1, ArrowUp: selectedIndex - 1, Home: 0, End: ids.length - 1 }[
      event.key
    ]
    if (to === undefined) return
    event.preventDefault()
    move(to)
  }
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('list.label', { view: t(`views.${view}`) })}
      aria-activedescendant={selectedIndex >= 0 ? rowId(ids[selectedIndex]) : undefined}
      onKeyDown={handleKey}
      onPointerEnter={(event) => holdWhilePointerOver(event.pointerType === 'mouse')}
      onPointerLeave={() => holdWhilePointerOver(false)}
    >
      <div className={styles.spacer} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const id = ids[item.index]
          if (id === undefined) return null
          return (
            <ThreadRow
              key={item.key}
              elementId={rowId(id)}
              id={id}
              view={view}
              top={item.start}
              selected={id === selected}
              position={item.index + 1}
              size={Math.max(total ?? 0, ids.length)}
            />
          )
        })}
      </div>
    </div>
  )
}

const rowId = (id: string | undefined) => (id === undefined ? undefined : `row-${id}`)

function useMove({
  view,
  ids,
  selectedIndex,
}: {
  view: View
  ids: readonly string[]
  selectedIndex: number
}) {
  const navigate = useNavigate()
  const move = (index: number) => {
    const threadId = ids[Math.min(Math.max(index, 0), ids.length - 1)]
    if (threadId === undefined) return
    holdForKeys()
    void navigate({ ...inboxAddress(view, threadId), replace: selectedIndex >= 0 })
  }
  useCommands('list', {
    next: () => move(selectedIndex + 1),
    previous: () => move(selectedIndex - 1),
    openThread: selectedIndex < 0 ? () => move(0) : undefined,
  })
  return move
}
