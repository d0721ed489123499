import type { Counts, Row, RowEvent, RowPage, View } from '@parley/server/contract'

export interface ViewList {
  ids: readonly string[]
  next: string | undefined
}

/** Every list that the console shows, and the one copy of each row. */
export interface Rows {
  byId: Readonly<Record<string, Row>>
  views: Readonly<Partial<Record<View, ViewList>>>
  counts: Readonly<Partial<Counts>>
  /** `view:id` → the head at which the row last came, changed or left there: an older event changes nothing. */
  heads: Readonly<Record<string, number>>
}

export const noRows: Rows = { byId: {}, views: {}, counts: {}, heads: {} }

/** Of two rows the one with the higher head is right. */
export function mergeRow(byId: Rows['byId'], row: Row): Rows['byId'] {
  const known = byId[row.id]
  return known && known.head > row.head ? byId : { ...byId, [row.id]: row }
}

export function mergeRows(byId: Rows['byId'], rows: readonly Row[]): Rows['byId'] {
  return rows.reduce(mergeRow, byId)
}

/** As the server pages them: whoever waits longest first, everywhere else the newest. */
function orderOf(view: View): (a: Row, b: Row) => number {
  if (view !== 'waiting') return (a, b) => b.movedAt - a.movedAt || (a.id < b.id ? 1 : -1)
  const since = (row: Row) => row.waitingSince ?? row.movedAt
  return (a, b) => since(a) - since(b) || (a.id < b.id ? -1 : 1)
}

export function addPage(rows: Rows, view: View, page: RowPage, first: boolean): Rows {
  const before = first ? [] : (rows.views[view]?.ids ?? [])
  const ids = [...new Set([...before, ...page.rows.map((row) => row.id)])]
  const fresh = page.rows.map((row) => [keyOf(view, row.id), row.head])
  return {
    byId: mergeRows(rows.byId, page.rows),
    views: { ...rows.views, [view]: { ids, next: page.next } },
    counts: { ...rows.counts, ...page.counts },
    heads: { ...rows.heads, ...Object.fromEntries(fresh) },
  }
}

const keyOf = (view: View, id: string) => `${view}:${id}`

/** Rows change in place: what a held list may show at once without moving under the pointer. */
export function applyContents(rows: Rows, events: readonly RowEvent[]): Rows {
  const fresh = events.flatMap((event) => (event.row ? [event.row] : []))
  return { ...rows, byId: mergeRows(rows.byId, fresh) }
}

/** Rows come, go and take their place. */
export function applyEvents(rows: Rows, events: readonly RowEvent[]): Rows {
  const heads: Record<string, number> = { ...rows.heads }
  const touched = new Map<View, Set<string>>()
  let byId = rows.byId
  for (const event of events) {
    if (event.row) byId = mergeRow(byId, event.row)
    const list = rows.views[event.view]
    const key = keyOf(event.view, event.id)
    if (!list || event.head < (heads[key] ?? 0)) continue
    heads[key] = event.head
    const ids = touched.get(event.view) ?? new Set(list.ids)
    touched.set(event.view, ids)
    if (event.left) ids.delete(event.id)
    else if (event.row) ids.add(event.id)
  }
  const views = { ...rows.views }
  for (const [view, ids] of touched) {
    views[view] = { ids: inOrder(view, ids, byId, rows.views[view]), next: rows.views[view]?.next }
  }
  return { ...rows, byId, heads, views }
}

function inOrder(view: View, ids: Set<string>, byId: Rows['byId'], list: ViewList | undefined): string[] {
  const rows = [...ids].flatMap((id) => byId[id] ?? []).sort(orderOf(view))
  if (list?.next === undefined) return rows.map((row) => row.id)
  // What sorts behind the last loaded row belongs to a page that is not here yet.
  const known = new Set(list.ids)
  const lastKnown = rows.findLastIndex((row) => known.has(row.id))
  return rows.slice(0, lastKnown + 1).map((row) => row.id)
}

/** The (id, head) pairs that a reconnecting client shows, at most as many as the server takes. */
export function pairsOf(rows: Rows, view: View): [string, number][] {
  const LIMIT = 500
  return (rows.views[view]?.ids ?? []).slice(0, LIMIT).map((id) => [id, rows.byId[id]?.head ?? 0])
}

/** An offer that has run out is none, even before the server says so. */
export function isOfferedTo(row: Row, agent: string, now: number): boolean {
  return row.offer !== undefined && row.offer.agent === agent && row.offer.until > now
}
