import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'
import type { ThreadLog } from '../../lib/thread-log.ts'
import { indexOfSeq, type LogItem } from './log-items.ts'

interface Jump {
  items: readonly LogItem[]
  log: ThreadLog
  virtual: Virtualizer<HTMLDivElement, Element>
  loadOlder: () => void
  /** Where to begin: an entry that the address names. */
  at: number | undefined
}

/** Brings an entry into view, loading what is older until it is there. Answers how to go to one. */
export function useJump({ items, log, virtual, loadOlder, at }: Jump): (seq: number) => void {
  const [wanted, setWanted] = useState(at)
  const [asked, setAsked] = useState(at)
  if (asked !== at) {
    setAsked(at)
    setWanted(at)
  }
  const first = log.entries[0]?.seq ?? 0
  useEffect(() => {
    if (wanted === undefined) return
    if (first > wanted && log.more) {
      loadOlder()
      return
    }
    const index = indexOfSeq(items, wanted)
    // After the page that was just loaded has found its place.
    const frame = requestAnimationFrame(() => {
      if (index >= 0) virtual.scrollToIndex(index, { align: 'center' })
      setWanted(undefined)
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, first, log.more, items, virtual, loadOlder])
  return setWanted
}
