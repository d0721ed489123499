import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useScene } from './context.ts'
import { dayName } from './format.ts'
import { Icon } from './icons.tsx'
import { Late } from './late.tsx'
import { Message, NewPill, Notice, TypingRow } from './message.tsx'
import { type Row, toRows } from './rows.ts'

/** Lines drawn at once: a history of years must not slow the page down. */
const PAGE = 100
const NEAR_PX = 48

export function Log() {
  const { chat, state, m } = useScene()
  const { entries, outgoing, typing } = state
  const [shown, setShown] = useState(PAGE)
  const opener = state.opener?.text
  const rows = useMemo(() => toRows(entries, outgoing, opener), [entries, outgoing, opener])
  const { scroller, content, atBottom, toBottom, keepPlace } = useFollow(rows, outgoing.length)
  const newestOwn = rows.findLast((row) => row.kind === 'message' && row.own)?.key
  const lastSeq = entries.at(-1)?.seq ?? 0
  const seenSeq = useRef(lastSeq)
  if (atBottom) seenSeq.current = lastSeq

  useEffect(() => {
    const tell = () => chat.show(atBottom && document.visibilityState === 'visible')
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => {
      document.removeEventListener('visibilitychange', tell)
      chat.show(false)
    }
  }, [chat, atBottom])

  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={scroller} class="log" role="log" aria-label={m.log} aria-busy={!state.caughtUp} tabIndex={0}>
        <div ref={content} class="log-content">
          {rows.length > shown ? (
            <button
              type="button"
              class="text earlier"
              onClick={() => {
                keepPlace()
                setShown(shown + PAGE)
              }}
            >
              {m.earlier}
            </button>
          ) : (
            <Greeting alone={rows.length === 0} />
          )}
          {rows.slice(-shown).map((row) => (
            <RowView key={row.key} row={row} newest={row.key === newestOwn} />
          ))}
          {typing ? <TypingRow {...typing} /> : null}
          <Late name="Rating" wanted={state.rating === 'given' || state.standing?.rating === 'open'} />
        </div>
      </div>
      {!atBottom && lastSeq > seenSeq.current ? <NewPill onClick={toBottom} /> : null}
    </div>
  )
}

function RowView({ row, newest }: { row: Row; newest: boolean }) {
  const { state, m } = useScene()
  if (row.kind === 'message') return <Message row={row} newest={newest} />
  if (row.kind === 'notice') return <Notice body={row.body} />
  if (row.kind === 'rating') return <Late name="Rated" score={row.score} />
  return <p class="day">{dayName(row.at, state.locale, m)}</p>
}

/** Stands at the beginning of every conversation, so that nobody takes the machine for a person. */
function Greeting({ alone }: { alone: boolean }) {
  const { state, m } = useScene()
  if (!state.config) return alone ? <div class="skeleton" /> : null
  // Not before it is certain that nothing was said yet: else it flashes.
  if (alone && state.thread !== undefined && !state.caughtUp && state.connection === 'up') return null
  return (
    <div class={alone ? 'greeting alone' : 'greeting'}>
      {alone ? (
        <span class="avatar bot huge" aria-hidden="true">
          <Icon name="assistant" />
        </span>
      ) : null}
      {alone ? <h3>{state.config.greeting[state.locale]}</h3> : null}
      <p>{m.greetingHint}</p>
    </div>
  )
}

/** Follows the newest line until the customer scrolls away; an own message brings them back. */
function useFollow(rows: readonly Row[], queued: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const following = useRef(true)
  const fromEnd = useRef<number | undefined>(undefined)
  const before = useRef(queued)

  const toBottom = useCallback(() => {
    const area = scroller.current
    if (area) area.scrollTop = area.scrollHeight
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the lines
  useLayoutEffect(() => {
    const area = scroller.current
    if (!area) return
    if (fromEnd.current !== undefined) area.scrollTop = area.scrollHeight - fromEnd.current
    fromEnd.current = undefined
    if (queued > before.current) toBottom()
    before.current = queued
  }, [rows, queued])

  useEffect(() => {
    const area = scroller.current
    if (!area || !content.current) return
    let top = area.scrollTop
    const look = () => {
      // Only going up is leaving: lines that came since the last frame also leave a distance to the end.
      const up = area.scrollTop < top
      top = area.scrollTop
      if (area.scrollHeight - top - area.clientHeight < NEAR_PX) following.current = true
      else if (up) following.current = false
      setAtBottom(following.current)
    }
    // New lines, a growing composer, a phone's keyboard: all change what fits.
    const sizes = new ResizeObserver(() => {
      if (following.current) toBottom()
    })
    toBottom()
    sizes.observe(area)
    sizes.observe(content.current)
    area.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      area.removeEventListener('scroll', look)
    }
  }, [toBottom])

  return {
    scroller,
    content,
    atBottom,
    toBottom,
    keepPlace() {
      const area = scroller.current
      if (area) fromEnd.current = area.scrollHeight - area.scrollTop
    },
  }
}
