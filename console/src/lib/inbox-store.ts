import type { KnownCustomers, Row, RowEvent, RowPage, View } from '@parley/server/contract'
import { create } from 'zustand'
import {
  addKnown,
  addPage,
  applyContents,
  applyEvents,
  belongs,
  dropList,
  mergeRow,
  noRows,
  type Rows,
} from './rows.ts'
import type { ListAsked } from './views.ts'

const APPLY_EVERY_MS = 250
/** After a key moved the selection, rows keep their places this long. */
const KEY_HOLD_MS = 2000

interface InboxState {
  rows: Rows
  /** Structural changes that wait while the list is held. */
  heldCount: number
}

export const useInbox = create<InboxState>(() => ({ rows: noRows, heldCount: 0 }))

let waiting: RowEvent[] = []
let held: RowEvent[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let appliedAt = 0
let pointerOver = false
let keyHoldUntil = 0
/** When the server last told numbers by itself. */
let countedAt = Number.NEGATIVE_INFINITY

export const useRow = (id: string): Row | undefined => useInbox((state) => state.rows.byId[id])
export const rowOf = (id: string): Row | undefined => useInbox.getState().rows.byId[id]
/** What is known of it, also what no list has drawn yet. */
export const newestRow = (id: string): Row | undefined =>
  waiting.findLast((event) => event.id === id && event.row)?.row ?? rowOf(id)

export function resetInbox(): void {
  if (timer !== undefined) clearTimeout(timer)
  timer = undefined
  waiting = []
  held = []
  pointerOver = false
  useInbox.setState({ rows: noRows, heldCount: 0 })
}

export function putRow(row: Row): void {
  useInbox.setState(({ rows }) => ({ rows: { ...rows, byId: mergeRow(rows.byId, row) } }))
}

/** @param asked when, on the clock of `performance.now()`: numbers that were told since then are newer than the page's */
export function putPage(list: ListAsked, page: RowPage, first: boolean, asked: number): void {
  useInbox.setState(({ rows }) => {
    const after = addPage(rows, list, page, first)
    if (asked > countedAt) return { rows: after }
    const { counts, totals } = rows
    return {
      rows: { ...after, counts: { ...after.counts, ...counts }, totals: { ...after.totals, ...totals } },
    }
  })
}

export function putKnown(list: ListAsked, known: KnownCustomers): void {
  useInbox.setState(({ rows }) => ({ rows: addKnown(rows, list, known) }))
}

export function forgetList(list: ListAsked): void {
  useInbox.setState(({ rows }) => ({ rows: dropList(rows, list) }))
}

export function putTotals(totals: Readonly<Record<string, number>>): void {
  countedAt = performance.now()
  useInbox.setState(({ rows }) => ({ rows: { ...rows, totals: { ...rows.totals, ...totals } } }))
}

export function putCounts(counts: Partial<Record<View, number>>): void {
  countedAt = performance.now()
  useInbox.setState(({ rows }) => ({ rows: { ...rows, counts: { ...rows.counts, ...counts } } }))
}

/** Lists change at once, and at most four times a second: 50 events a second must not cost a sort each. */
export function queueRowEvents(events: readonly RowEvent[]): void {
  waiting.push(...events)
  timer ??= setTimeout(flush, Math.max(0, appliedAt + APPLY_EVERY_MS - Date.now()))
}

export function holdWhilePointerOver(over: boolean): void {
  pointerOver = over
  if (!over && held.length > 0) timer ??= setTimeout(flush, 0)
}

export function holdForKeys(): void {
  keyHoldUntil = Date.now() + KEY_HOLD_MS
}

function flush(): void {
  timer = undefined
  appliedAt = Date.now()
  const fresh = waiting
  waiting = []
  held.push(...fresh)
  const keyHeld = Date.now() < keyHoldUntil
  if (pointerOver || keyHeld) {
    useInbox.setState(({ rows }) => ({ rows: applyContents(rows, fresh), heldCount: heldChanges() }))
    // The pointer's leaving flushes by itself; a key's hold only runs out.
    if (keyHeld && !pointerOver) timer = setTimeout(flush, APPLY_EVERY_MS)
    return
  }
  const events = held
  held = []
  useInbox.setState(({ rows }) => ({ rows: applyEvents(rows, events), heldCount: 0 }))
}

/** Only what would move rows counts as held. */
function heldChanges(): number {
  const lists = Object.values(useInbox.getState().rows.lists)
  const moving = held.filter((event) =>
    lists.some(
      (list) => list.asked.view === event.view && belongs(list, event) !== list.ids.includes(event.id),
    ),
  )
  return new Set(moving.map((event) => event.id)).size
}
