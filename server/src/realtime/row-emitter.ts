import type { Namespace } from 'socket.io'
import type { Row, RowEvent, View } from '../contract/index.ts'
import type { Thread } from '../conversations/thread.ts'
import { rowRooms } from '../conversations/views.ts'
import type { Concerned } from './counts/own-numbers.ts'

const REMEMBERED_ROWS = 20_000

interface RowEmitterDeps {
  console: Namespace
  /** A row entered or left the view; it concerns these people's own numbers. */
  dirty: (view: View, concerned: Concerned) => void
  /** A row of the view changed and stayed in it. */
  touched: (view: View) => void
}

/** Whether no agent ever had it or was offered it before now: so it is in no list of one's own but that of the offer. */
export function wasNobodys({ epoch, agent, passed }: Thread): boolean {
  // Opening it is the first owner, the bot; the wish for a person is the second.
  return epoch <= 2 && agent === undefined && passed.length === 0
}

/** Tells the lists of this process of a row, and those that showed it before that it left. */
export function createRowEmitter({ console, dirty, touched }: RowEmitterDeps) {
  const last = new Map<string, { rooms: ReadonlyMap<string, View>; people: readonly string[] }>()
  const remember = (row: Row, rooms: ReadonlyMap<string, View>) => {
    const people = [row.agent?.id, row.offer?.agent].flatMap((id) => id ?? [])
    const before = last.get(row.id)
    last.delete(row.id)
    last.set(row.id, { rooms, people })
    if (last.size > REMEMBERED_ROWS) last.delete(last.keys().next().value ?? '')
    return { before, people }
  }
  return (row: Row, isNew: boolean): void => {
    const now = rowRooms(row)
    const { before, people } = remember(row, now)
    const concerned = before || isNew ? new Set([...people, ...(before?.people ?? [])]) : 'everybody'
    for (const [room, view] of now) {
      console.local.to(room).emit('row', { view, id: row.id, head: row.head, row } satisfies RowEvent)
      if (before?.rooms.has(room)) touched(view)
      else dirty(view, concerned)
    }
    // Of a row whose past is unknown here, every list may still show it.
    const past = before?.rooms ?? viewRoomsIn(console, !isNew)
    for (const [view, left] of byView(past, now)) {
      // Who is in several rooms of a view, as an agent of two queues is, may still see it through another.
      const still = [...now].flatMap(([other, of]) => (of === view ? [other] : []))
      const gone = { view, id: row.id, head: row.head, left: true } satisfies RowEvent
      console.local.to(left).except(still).emit('row', gone)
      dirty(view, concerned)
    }
  }
}

/** The rooms of each view that are no more among those of now. */
function byView(past: ReadonlyMap<string, View>, now: ReadonlyMap<string, View>): Map<View, string[]> {
  const left = new Map<View, string[]>()
  for (const [room, view] of past) {
    if (now.has(room)) continue
    const others = left.get(view)
    if (others) others.push(room)
    else left.set(view, [room])
  }
  return left
}

const views: ReadonlySet<string> = new Set(['waiting', 'mine', 'open', 'bot', 'closed'] satisfies View[])

/** The rooms of lists that somebody here looks at; those of people's own only where they may show it. */
function viewRoomsIn(console: Namespace, withOwn: boolean): Map<string, View> {
  const rooms = new Map<string, View>()
  for (const room of console.adapter.rooms.keys()) {
    const view = room.split(':', 1)[0] ?? ''
    if (views.has(view) && (withOwn || !isOwn(room))) rooms.set(room, view as View)
  }
  return rooms
}

function isOwn(room: string): boolean {
  return room.startsWith('mine:') || room.includes(':by ')
}
