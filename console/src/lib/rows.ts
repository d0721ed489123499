import type { Counts, KnownCustomers, Row, RowEvent, RowPage, Sort } from '@parley/server/contract'
import { fitsFilter } from '@parley/server/contract/rules'
import { type ListAsked, listKey } from './views.ts'

export interface ViewList {
  asked: ListAsked
  ids: readonly string[]
  next: string | undefined
  /** Of a narrowed list: what only the server knows of its filter. */
  known: KnownCustomers
}

/** Every list that the console shows, and the one copy of each row. */
export interface Rows {
  byId: Readonly<Record<string, Row>>
  /** By `listKey`. */
  lists: Readonly<Record<string, ViewList>>
  counts: Readonly<Partial<Counts>>
  /** How many rows each narrowed list has, by `listKey`. */
  totals: Readonly<Record<string, number>>
  /** `list:id` → the head at which the row last came, changed or left there: an older event changes nothing. */
  heads: Readonly<Record<string, number>>
}

export const noRows: Rows = { byId: {}, lists: {}, counts: {}, totals: {}, heads: {} }

/** Of two rows the one with the higher head is right. */
export function mergeRow(byId: Rows['byId'], row: Row): Rows['byId'] {
  const known = byId[row.id]
  return known && (known.head > row.head || isSame(known, row)) ? byId : { ...byId, [row.id]: row }
}

/** A conversation that is opened brings the row that its list had: whoever shows it need not be drawn again. */
function isSame(known: Row, row: Row): boolean {
  return known.head === row.head && JSON.stringify(known) === JSON.stringify(row)
}

/** One copy for all of them: a list of thousands is not copied once for each. */
function mergeRows(byId: Rows['byId'], rows: readonly Row[]): Rows['byId'] {
  const merged = { ...byId }
  for (const row of rows) if ((merged[row.id]?.head ?? 0) <= row.head) merged[row.id] = row
  return merged
}

type Order = (a: Row, b: Row) => number
const newest: Order = (a, b) => b.movedAt - a.movedAt || (a.id < b.id ? 1 : -1)
/** By a value, the smallest first; what has none comes last, the newest first. */
const smallest =
  (of: (row: Row) => number | undefined): Order =>
  (a, b) => {
    const [left, right] = [of(a), of(b)]
    if (left === undefined && right === undefined) return newest(a, b)
    if (left === undefined || right === undefined) return left === undefined ? 1 : -1
    return left - right || (a.id < b.id ? -1 : 1)
  }

/** As the server pages them. */
const orders: Record<Sort, Order> = {
  newest,
  oldest: smallest((row) => row.movedAt),
  waiting: smallest((row) => row.waitingSince),
  mood: smallest((row) => row.mood?.score),
}

export function addPage(rows: Rows, asked: ListAsked, page: RowPage, first: boolean): Rows {
  const list = listKey(asked)
  const before = first ? [] : (rows.lists[list]?.ids ?? [])
  const ids = [...new Set([...before, ...page.rows.map((row) => row.id)])]
  const fresh = page.rows.map((row) => [keyOf(list, row.id), row.head])
  return {
    byId: mergeRows(rows.byId, page.rows),
    lists: { ...rows.lists, [list]: { asked, ids, next: page.next, known: page.known ?? {} } },
    counts: { ...rows.counts, ...page.counts },
    totals: page.total === undefined ? rows.totals : { ...rows.totals, [list]: page.total },
    heads: { ...rows.heads, ...Object.fromEntries(fresh) },
  }
}

/** Who looks for something asks the server again: what a list knew of its filter may have grown. */
export function addKnown(rows: Rows, asked: ListAsked, known: KnownCustomers): Rows {
  const key = listKey(asked)
  const list = rows.lists[key]
  return list ? { ...rows, lists: { ...rows.lists, [key]: { ...list, known } } } : rows
}

/** A list that nobody looks at any more gets no news: it must not be shown again as if it had. */
export function dropList(rows: Rows, asked: ListAsked): Rows {
  const { [listKey(asked)]: _gone, ...lists } = rows.lists
  return { ...rows, lists }
}

const keyOf = (list: string, id: string) => `${list}:${id}`

/** Rows change in place: what a held list may show at once without moving under the pointer. */
export function applyContents(rows: Rows, events: readonly RowEvent[]): Rows {
  const fresh = events.flatMap((event) => (event.row ? [event.row] : []))
  return { ...rows, byId: mergeRows(rows.byId, fresh) }
}

/** Whether an event puts its row into a list, or takes it out. */
export function belongs({ asked, known }: ViewList, event: RowEvent): boolean {
  return !event.left && event.row !== undefined && fitsFilter(event.row, asked.filter, known)
}

/** Rows come, go and take their place. */
export function applyEvents(rows: Rows, events: readonly RowEvent[]): Rows {
  const heads: Record<string, number> = { ...rows.heads }
  const touched = new Map<string, Set<string>>()
  const { byId } = applyContents(rows, events)
  const lookUp = (name: string, list: ViewList, event: RowEvent) => {
    const key = keyOf(name, event.id)
    if (list.asked.view !== event.view || event.head < (heads[key] ?? 0)) return
    heads[key] = event.head
    const ids = touched.get(name) ?? new Set(list.ids)
    touched.set(name, ids)
    if (belongs(list, event)) ids.add(event.id)
    else ids.delete(event.id)
  }
  for (const event of events) for (const [name, list] of Object.entries(rows.lists)) lookUp(name, list, event)
  const lists = { ...rows.lists }
  for (const [name, ids] of touched) {
    const list = rows.lists[name]
    if (list) lists[name] = { ...list, ids: inOrder(list, ids, byId) }
  }
  return { ...rows, byId, heads, lists }
}

function inOrder(list: ViewList, ids: Set<string>, byId: Rows['byId']): string[] {
  const rows = [...ids].flatMap((id) => byId[id] ?? []).sort(orders[list.asked.sort])
  if (list.next === undefined) return rows.map((row) => row.id)
  // What sorts behind the last loaded row belongs to a page that is not here yet.
  const known = new Set(list.ids)
  const lastKnown = rows.findLastIndex((row) => known.has(row.id))
  return rows.slice(0, lastKnown + 1).map((row) => row.id)
}

const PAIRS = 500

/** The (id, head) pairs that a reconnecting client shows, in parts as large as the server takes; at least one. */
export function pairsOf(rows: Rows, asked: ListAsked): [string, number][][] {
  const ids = rows.lists[listKey(asked)]?.ids ?? []
  const parts: [string, number][][] = []
  for (let at = 0; at === 0 || at < ids.length; at += PAIRS)
    parts.push(ids.slice(at, at + PAIRS).map((id) => [id, rows.byId[id]?.head ?? 0]))
  return parts
}

/** An offer that has run out is none, even before the server says so. */
export function isOfferedTo(row: Row, agent: string, now: number): boolean {
  return row.offer !== undefined && row.offer.agent === agent && row.offer.until > now
}
