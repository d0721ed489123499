import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
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
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { useOutbox } from '../../lib/outbox.ts'
import { type ThreadLog, unseenAfter } from '../../lib/thread-log.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { estimateOf, logItems } from './log-items.ts'
import { LogLine } from './log-line.tsx'
import styles from './message-log.module.css'
import { NewMessagesAnnouncer } from './new-messages-announcer.tsx'
import { useOlderEntries } from './use-older-entries.ts'
import { useSeen } from './use-seen.ts'

/** So near to the end still counts as reading the newest. */
const END_SLACK_PX = 80
const OLDER_AHEAD = 6

interface MessageLogProps {
  thread: string
  log: ThreadLog
  customer: { id: string; name: string }
  /** Whoever looks has the conversation: the customer is told that it was read. */
  mine: boolean
}

export function MessageLog({ thread, log, customer, mine }: MessageLogProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const outgoing = useOutbox(useShallow((state) => state.items.filter((item) => item.thread === thread)))
  const items = useMemo(() => logItems(log.entries, outgoing), [log.entries, outgoing])
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [atEnd, setAtEnd] = useState(true)
  const { loadOlder, busy } = useOlderEntries(thread, log)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateOf(items[index]),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 5,
    paddingStart: 8,
    paddingEnd: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_SLACK_PX,
    onChange: (instance) => {
      setAtEnd(instance.isAtEnd())
      const first = instance.range?.startIndex
      if (first !== undefined && first < OLDER_AHEAD && log.more) loadOlder()
    },
  })
  useLayoutEffect(() => {
    virtual.scrollToEnd()
    // A fresh thread starts at its newest message; later the virtualiser follows by itself.
  }, [virtual])
  useSeen({ thread, log, atEnd, mine })
  useStayAtEnd(scroller, atEnd, () => virtual.scrollToEnd())
  const seen = useThreads((state) => state.seen[thread] ?? 0)
  const unseen = atEnd ? 0 : unseenAfter(log, seen)
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
      {!atEnd && (
        <Button
          className={styles.pill ?? ''}
          size="xs"
          radius="xl"
          variant={unseen > 0 ? 'filled' : 'default'}
          leftSection={<IconArrowDown size={14} aria-hidden="true" />}
          onClick={() => virtual.scrollToEnd({ behavior: 'auto' })}
        >
          {unseen > 0 ? t('thread.new', { count: unseen }) : t('thread.toEnd')}
        </Button>
      )}
      <NewMessagesAnnouncer log={log} customer={customer.name} />
    </div>
  )
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
    const observer = new ResizeObserver(() => keep())
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
}
