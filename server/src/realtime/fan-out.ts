import type { Namespace } from 'socket.io'
import type { PublicEntry, Row, RowEvent, View } from '../contract/index.ts'
import { publicEntry, type Reader } from '../conversations/read.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { rowRooms } from '../conversations/views.ts'
import type { Logger } from '../log.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { HeadBus } from './head-bus.ts'
import type { PublicStates } from './public-state.ts'

const REMEMBERED_ROWS = 20_000
/** Heads of what is shown here are compared with the store this often: a signal that got lost is made up for. */
const COMPARE_MS = 2000

export const threadRoom = (thread: string) => `thread:${thread}`
export const customerRoom = (thread: string) => `customer:${thread}`

/**
 * One per web process: reads what is new of a thread once and gives it to the rooms of this process, the staff view to
 * consoles and the customer view to widgets. Rooms, never a broadcast.
 */
export function createFanOut(deps: {
  console: Namespace
  widget: Namespace
  threads: Threads
  reader: Reader
  states: PublicStates
  bus: HeadBus
  dirty: (view: View) => void
  log: Logger
}) {
  const { console, widget, threads, reader, states, bus, log } = deps
  /** Where each room of this process stands: the last seq that was emitted to it. */
  const shown = new Map<string, { head: number; publicHead: number }>()
  const lastRooms = new Map<string, Map<string, View>>()
  const busy = new Map<string, number>()
  let stopped = false

  const emitRow = (row: Row) => {
    const now = rowRooms(row)
    const before = lastRooms.get(row.id)
    lastRooms.delete(row.id)
    lastRooms.set(row.id, now)
    if (lastRooms.size > REMEMBERED_ROWS) lastRooms.delete(lastRooms.keys().next().value ?? '')
    for (const [room, view] of now) {
      const event: RowEvent = { view, id: row.id, head: row.head, row }
      console.local.to(room).emit('row', event)
      if (!before?.has(room)) deps.dirty(view)
    }
    const left = before ?? allRooms(console)
    for (const [room, view] of left) {
      if (now.has(room)) continue
      console.local.to(room).emit('row', { view, id: row.id, head: row.head, left: true } satisfies RowEvent)
      if (before) deps.dirty(view)
    }
  }

  const emitThread = async (thread: Thread, row: Row) => {
    const staff = console.adapter.rooms.has(threadRoom(thread._id))
    const customer = widget.adapter.rooms.has(customerRoom(thread._id))
    const stand = shown.get(thread._id)
    if (!staff && !customer) {
      shown.delete(thread._id)
      return
    }
    const from = stand ?? { head: thread.head, publicHead: thread.publicHead }
    shown.set(thread._id, { head: thread.head, publicHead: thread.publicHead })
    // Without a stand there is nothing to be dense after: the clients see the new head and ask.
    const entries =
      stand && stand.head < thread.head ? await reader.range(thread, stand.head + 1, thread.head) : []
    if (staff)
      console.local
        .to(threadRoom(thread._id))
        .emit('entries', { thread: thread._id, after: from.head, entries, row })
    if (customer) {
      const open: PublicEntry[] = entries.flatMap(publicEntry)
      const state = await states.of(thread)
      widget.local
        .to(customerRoom(thread._id))
        .emit('entries', { after: from.publicHead, entries: open, state })
    }
  }

  /** One read at a time per thread; heads that arrive meanwhile are one more read. */
  const refresh = async (id: string, head: number) => {
    const waiting = busy.get(id)
    if (waiting !== undefined) {
      busy.set(id, Math.max(waiting, head))
      return
    }
    busy.set(id, head)
    try {
      for (let reached = 0; !stopped && reached < (busy.get(id) ?? 0); ) {
        const thread = await threads.findById(id).lean<Thread>()
        if (!thread) return
        reached = Math.max(thread.head, busy.get(id) ?? 0)
        const row = await reader.row(thread)
        await emitThread(thread, row)
        emitRow(row)
      }
    } catch (err) {
      log.warn({ event: 'live.unread', thread: id, err })
    } finally {
      busy.delete(id)
    }
  }

  const compare = async () => {
    const ids = [...shown.keys()]
    for (let at = 0; at < ids.length; at += 500) {
      const heads = await threads
        .find(ownFilter({ _id: { $in: ids.slice(at, at + 500) } }), { head: 1 })
        .lean()
      for (const { _id, head } of heads) if (head > (shown.get(_id)?.head ?? 0)) void refresh(_id, head)
    }
  }
  const timer = setInterval(
    () => void compare().catch((err: unknown) => log.warn({ event: 'live.compare_failed', err })),
    COMPARE_MS,
  )
  timer.unref()
  bus.onHead(({ thread, head }) => void refresh(thread, head))

  return {
    /** A room was joined with a snapshot at this head: what follows is dense after it. */
    joined(thread: Thread) {
      if (!shown.has(thread._id)) shown.set(thread._id, { head: thread.head, publicHead: thread.publicHead })
    },
    stop() {
      stopped = true
      clearInterval(timer)
    },
  }
}
export type FanOut = ReturnType<typeof createFanOut>

/** The view rooms that have anybody in them here: where a row whose past is unknown may still be shown. */
function allRooms(console: Namespace): Map<string, View> {
  const rooms = new Map<string, View>()
  for (const room of console.adapter.rooms.keys()) {
    const view = room.split(':', 1)[0]
    if (view === 'waiting' || view === 'mine' || view === 'open' || view === 'bot' || view === 'closed')
      rooms.set(room, view)
  }
  return rooms
}
