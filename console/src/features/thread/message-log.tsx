import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useCommands } from '../../lib/commands.ts'
import { useOutbox } from '../../lib/outbox.ts'
import { type ThreadLog, unseenAfter } from '../../lib/thread-log.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import type { Place } from '../../lib/views.ts'
import { estimateOf, type LogItem, logItems } from './log-items.ts'
import { LogLine } from './log-line.tsx'
import { LogPills } from './log-pills.tsx'
import styles from './message-log.module.css'
import { NewMessagesAnnouncer } from './new-messages-announcer.tsx'
import { END_SLACK_PX, useFollow } from './use-follow.ts'
import { useJump } from './use-jump.ts'
import { useNewFrom } from './use-new-from.ts'
import { useOlderEntries } from './use-older-entries.ts'
import { useSeen } from './use-seen.ts'

const OLDER_AHEAD = 6
/** As the virtualiser pads the log. */
const PADDING = 8

/** The last log's size: the next one is drawn for it at once, instead of empty first to be measured. */
let size = { width: 0, height: 0 }

interface MessageLogProps {
  thread: string
  log: ThreadLog
  customer: { id: string; name: string }
  /** Whoever looks has the conversation: the customer is told that it was read. */
  mine: boolean
  /** The conversation's newest entry, also while it is not loaded. */
  head: number
  /** What to show first. */
  place: Place
}

export function MessageLog({ thread, log, customer, mine, head, place }: MessageLogProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const outgoing = useOutbox(useShallow((state) => state.items.filter((item) => item.thread === thread)))
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const { follow, atEnd } = useFollow(scroller)
  const there = useSeen({ thread, log, atEnd, mine })
  const newFrom = useNewFrom(thread, log, head, there)
  const items = useMemo(
    () => logItems(log.entries, outgoing, newFrom, log.more),
    [log.entries, outgoing, newFrom, log.more],
  )
  const { loadOlder, busy } = useOlderEntries(thread, log)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateOf(items[index]),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 5,
    paddingStart: PADDING,
    paddingEnd: PADDING,
    initialRect: size,
    initialOffset: () =>
      Math.max(0, items.reduce((sum, item) => sum + estimateOf(item), 2 * PADDING) - size.height),
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_SLACK_PX,
    onChange: (instance) => {
      const first = instance.range?.startIndex
      if (first !== undefined && first < OLDER_AHEAD && log.more) loadOlder()
    },
  })
  useLayoutEffect(() => {
    size = virtual.scrollRect ?? size
    virtual.scrollToEnd()
    // A fresh thread starts at its newest message; later the virtualiser follows by itself.
  }, [virtual])
  useLayoutEffect(() => {
    // More may come at once than counts as near to the end: nobody has gone away by that.
    if (follow.current.on && items.length > 0) virtual.scrollToEnd()
  }, [virtual, items.length, follow])
  const jumpTo = useJump({ items, log, virtual, loadOlder, place })
  useStayAtEnd(scroller, atEnd, () => virtual.scrollToEnd())
  const seen = useThreads((state) => state.seen[thread] ?? 0)
  const unseen = atEnd ? 0 : unseenAfter(log, seen)
  const toFirstNew = newFrom === undefined ? undefined : () => jumpTo(newFrom)
  useCommands('log', { firstNew: toFirstNew })
  const toggle = useCallback((key: string) => setOpened((known) => toggled(known, key)), [])

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-label={t('thread.log')}
        aria-live="off"
        aria-busy={busy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key
        tabIndex={0}
      >
        <div className={styles.spacer} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((place) => {
            const item = items[place.index]
            if (!item) return null
            return (
              <div
                key={place.key}
                data-index={place.index}
                ref={virtual.measureElement}
                className={styles.place}
                style={{ transform: `translateY(${place.start}px)` }}
              >
                <LogLine item={item} customer={customer} opened={opened.has(item.key)} onToggle={toggle} />
              </div>
            )
          })}
        </div>
      </div>
      <LogPills
        atEnd={atEnd}
        unseen={unseen}
        onEnd={() => virtual.scrollToEnd({ behavior: 'auto' })}
        onFirstNew={isAbove(items, virtual.range?.startIndex) ? toFirstNew : undefined}
      />
      <NewMessagesAnnouncer log={log} customer={customer.name} />
    </div>
  )
}

/** Whether what is new begins further up than what is shown. */
function isAbove(items: readonly LogItem[], shownFrom = 0): boolean {
  return items.findIndex(({ kind }) => kind === 'new') < shownFrom
}

function toggled(known: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(known)
  if (!next.delete(key)) next.add(key)
  return next
}

/** A banner or a growing composer takes room from below: the newest message must not slide under it. */
function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  atEnd: boolean,
  scrollToEnd: () => void,
): void {
  const keep = useEffectEvent(() => {
    if (atEnd) scrollToEnd()
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    // The first look tells the height that it has: following to it would undo a jump to what the address names.
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (element.clientHeight === height) return
      height = element.clientHeight
      keep()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
}
