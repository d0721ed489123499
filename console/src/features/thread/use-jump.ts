import type { Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useState } from 'react'
import type { ThreadLog } from '../../lib/thread-log.ts'
import type { Place } from '../../lib/views.ts'
import { indexOfSeq, type LogItem } from './log-items.ts'
import { placeIn } from './log-place.ts'

interface Jump {
  items: readonly LogItem[]
  log: ThreadLog
  virtual: Virtualizer<HTMLDivElement, Element>
  loadOlder: () => void
  /** Where to begin: what the address names. */
  place: Place
}

/** Brings an entry into view, loading what is older until it is there. Answers how to go to one. */
export function useJump({ items, log, virtual, loadOlder, place }: Jump): (seq: number) => void {
  const [wanted, setWanted] = useState<Place | undefined>(place)
  const [asked, setAsked] = useState(place)
  if (asked.at !== place.at || asked.episode !== place.episode) {
    setAsked(place)
    setWanted(place)
  }
  const found = wanted && placeIn(log, wanted)
  useEffect(() => {
    if (wanted === undefined) return
    if (found === 'older') {
      loadOlder()
      return
    }
    if (found === undefined) return setWanted(undefined)
    const index = indexOfSeq(items, found)
    // After the page that was just loaded has found its place.
    const frame = requestAnimationFrame(() => {
      // A message among others; of a whole conversation, its beginning.
      if (index >= 0) virtual.scrollToIndex(index, { align: wanted.at === undefined ? 'start' : 'center' })
      setWanted(undefined)
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, found, items, virtual, loadOlder])
  return useCallback((seq) => setWanted({ at: seq }), [])
}
