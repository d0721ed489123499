import { type RefObject, useEffect, useRef, useState } from 'react'

/** So near to the end still counts as reading the newest. */
export const END_SLACK_PX = 80

interface Follow {
  /** Whether the log goes on to what comes in. */
  on: boolean
  offset: number
}

/**
 * Whether whoever reads is at the end of a log, and so wants to see what comes in. Every scroll is looked at, those by
 * script too: the virtualiser tells only of some, and from a place that is long past it looks as if nobody had left.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>) {
  const follow = useRef<Follow>({ on: true, offset: 0 })
  const [atEnd, setAtEnd] = useState(true)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const { scrollTop, scrollHeight, clientHeight } = element
      const isAtEnd = scrollHeight - clientHeight - scrollTop <= END_SLACK_PX
      follow.current = followsAfter(follow.current, scrollTop, isAtEnd)
      setAtEnd(follow.current.on)
    }
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [scroller])
  return { follow, atEnd }
}

/** What comes in never moves a log upwards: whoever does that wants to read there, until they are at the end again. */
function followsAfter(before: Follow, offset: number, atEnd: boolean): Follow {
  return { on: atEnd || (before.on && offset >= before.offset - 1), offset }
}
