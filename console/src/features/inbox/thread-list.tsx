import { isEmptyFilter } from '@parley/server/contract/rules'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { holdForKeys, holdWhilePointerOver } from '../../lib/inbox-store.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { type ListAsked, listAddress, listKey } from '../../lib/views.ts'
import { ListHeader, useListTotal } from './list-header.tsx'
import { EmptyView, ListFailure, ListSkeleton, NothingFits } from './list-states.tsx'
import styles from './thread-list.module.css'
import { ThreadRow } from './thread-row.tsx'
import { useViewRows } from './use-view-rows.ts'

/** As thread-row.module.css has them. */
const heights = { comfortable: 86, compact: 64 } as const
/** Rows before the end at which the next page is asked for. */
const LOAD_AHEAD = 10

interface ThreadListProps {
  asked: ListAsked
  title: string
  selected: string | undefined
}

export function ThreadList({ asked, title, selected }: ThreadListProps) {
  const { t } = useTranslation()
  const { list, failure, loadMore, reload } = useViewRows(asked)
  const total = useListTotal(asked)
  return (
    <section className={styles.pane} aria-label={t('list.label', { view: title })}>
      <ListHeader asked={asked} title={title} selected={selected} />
      {failure !== undefined && list === undefined && <ListFailure code={failure} onRetry={reload} />}
      {failure === undefined && list === undefined && <ListSkeleton />}
      {list?.ids.length === 0 &&
        (isEmptyFilter(asked.filter) ? <EmptyView view={asked.view} /> : <NothingFits asked={asked} />)}
      {list !== undefined && list.ids.length > 0 && (
        <Rows
          key={listKey(asked)}
          asked={asked}
          ids={list.ids}
          selected={selected}
          total={total}
          onNearEnd={loadMore}
        />
      )}
    </section>
  )
}

interface RowsProps {
  asked: ListAsked
  ids: readonly string[]
  selected: string | undefined
  total: number | undefined
  onNearEnd: () => void
}

function Rows({ asked, ids, selected, total, onNearEnd }: RowsProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const selectedIndex = selected === undefined ? -1 : ids.indexOf(selected)
  const height = heights[usePreference('density')]
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 4,
    onChange: (instance) => {
      if ((instance.range?.endIndex ?? 0) >= ids.length - LOAD_AHEAD) onNearEnd()
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height have other places
  useEffect(() => {
    virtual.measure()
  }, [virtual, height])
  const move = useMove({ asked, ids, selectedIndex })
  const followed = useRef<string>(undefined)
  useEffect(() => {
    // A choice is brought into sight once; when others write and its row sinks, whoever looks at the top stays there.
    if (followed.current === selected || (selected !== undefined && selectedIndex < 0)) return
    followed.current = selected
    if (selected === undefined) return
    // What stands there whole needs no look at the layout, which is not made yet.
    const [top, seen] = [virtual.scrollOffset ?? 0, virtual.scrollRect?.height ?? 0]
    const [from, to] = [selectedIndex * height, (selectedIndex + 1) * height]
    if (from < top || to > top + seen) virtual.scrollToIndex(selectedIndex, { align: 'auto' })
  }, [selected, selectedIndex, virtual, height])
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
      aria-label={t('list.label', { view: t(`views.${asked.view}`) })}
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
              asked={asked}
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
  asked,
  ids,
  selectedIndex,
}: {
  asked: ListAsked
  ids: readonly string[]
  selectedIndex: number
}) {
  const navigate = useNavigate()
  const move = (index: number) => {
    const threadId = ids[Math.min(Math.max(index, 0), ids.length - 1)]
    if (threadId === undefined) return
    holdForKeys()
    void navigate({ ...listAddress(asked, threadId), replace: selectedIndex >= 0 })
  }
  useCommands('list', {
    next: () => move(selectedIndex + 1),
    previous: () => move(selectedIndex - 1),
    openThread: selectedIndex < 0 ? () => move(0) : undefined,
  })
  return move
}
