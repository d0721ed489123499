import type { Namespace } from 'socket.io'
import type { Entry, Row, View } from '../contract/index.ts'
import { publicEntry, type Reader } from '../conversations/read.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import type { ThreadLookup } from '../conversations/thread-lookup.ts'
import { DOCTOR } from '../health/doctor.ts'
import type { Logger } from '../log.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Concerned } from './counts/own-numbers.ts'
import type { HeadBus } from './head-bus.ts'
import type { PublicStates } from './public-state.ts'
import { createRowEmitter, wasNobodys } from './row-emitter.ts'

const REMEMBERED_ROWS = 20_000
/** Heads of what is shown here are compared with the store this often: a signal that got lost is made up for. */
const COMPARE_MS = 2000
/** Places in line are told at most this often. */
const LINES_MS = 1000

export const threadRoom = (thread: string) => `thread:${thread}`
export const userRoom = (user: string) => `user:${user}`
export const customerRoom = (thread: string) => `customer:${thread}`

interface FanOutDeps {
  console: Namespace
  widget: Namespace
  threads: Threads
  /** Reads a thread, together with what others ask for at that moment. */
  threadOf: ThreadLookup
  reader: Reader
  states: PublicStates
  bus: HeadBus
  /** A row entered or left the view; it concerns these people's own numbers. */
  dirty: (view: View, concerned: Concerned) => void
  /** A row of the view changed and stayed in it. */
  touched: (view: View) => void
  /** Takes those out of a thread's room who may not see it any more. */
  recheck: (thread: Thread) => void
  log: Logger
}

/**
 * One per web process: reads what is new of a thread once and gives it to the rooms of this process, the staff view to
 * consoles and the customer view to widgets. Rooms, never a broadcast.
 */
export function createFanOut(deps: FanOutDeps) {
  const { threads, threadOf, reader, bus, log } = deps
  const emitThread = createThreadEmitter(deps)
  // Who leaves a queue moves everybody behind forward.
  let queuesMoved = false
  const emitOffer = createOfferEmitter(deps)
  const emitRow = createRowEmitter({
    ...deps,
    dirty: (view, concerned) => {
      if (view === 'waiting') queuesMoved = true
      deps.dirty(view, concerned)
    },
  })
  /** Threads that are being read, with the highest head that was announced for each. */
  const announced = new Map<string, number>()
  /** Of those, what has to be read once more although the head is the same. */
  const unread = new Set<string>()
  /** A head is announced by this process to itself and once more by Redis: it is read once. */
  const read = new Map<string, number>()
  const remember = (id: string, head: number) => {
    read.delete(id)
    read.set(id, head)
    if (read.size > REMEMBERED_ROWS) read.delete(read.keys().next().value ?? '')
  }
  let stopped = false

  /** Goes on until what was announced is shown. Who committed in this process has the thread at hand. */
  const readOn = async (id: string, atHand: Thread | undefined) => {
    let given = atHand
    for (let reached = -1; !stopped && (unread.delete(id) || reached < (announced.get(id) ?? -1)); ) {
      const wanted = announced.get(id) ?? 0
      const thread = given ?? (await threadOf(id))
      given = undefined
      if (!thread) return
      reached = Math.max(thread.head, wanted)
      const row = await reader.row(thread)
      deps.recheck(thread)
      await emitThread.emit(thread, row)
      if (thread.customer !== DOCTOR) {
        emitRow(row, wasNobodys(thread))
        emitOffer(row)
      }
      remember(id, thread.head)
    }
  }
  /** One read at a time per thread; heads that arrive meanwhile are one more read. */
  const refresh = async (id: string, head: number, again: boolean, atHand?: Thread) => {
    if (!again && (read.get(id) ?? -1) >= head) return
    const waiting = announced.get(id)
    announced.set(id, Math.max(waiting ?? 0, head))
    if (waiting !== undefined) {
      if (again) unread.add(id)
      return
    }
    try {
      await readOn(id, atHand)
    } catch (err) {
      log.warn({ event: 'live.unread', thread: id, err })
    } finally {
      announced.delete(id)
    }
  }
  const compare = async () => {
    for (const ids of emitThread.shownIds(500)) {
      const heads = await threads.find(ownFilter({ _id: { $in: ids } }), { head: 1 }).lean()
      for (const { _id, head } of heads) if (head > emitThread.headOf(_id)) void refresh(_id, head, true)
    }
  }
  const timer = setInterval(() => {
    compare().catch((err: unknown) => log.warn({ event: 'live.compare_failed', err }))
  }, COMPARE_MS)
  timer.unref()
  const lines = setInterval(() => {
    emitThread.askForRatings().catch((err: unknown) => log.warn({ event: 'live.ratings_failed', err }))
    if (!queuesMoved) return
    queuesMoved = false
    emitThread.tellWaiting().catch((err: unknown) => log.warn({ event: 'live.lines_failed', err }))
  }, LINES_MS)
  lines.unref()
  bus.onHead(({ thread, head, again = false }, atHand) => void refresh(thread, head, again, atHand))

  return {
    /** A room was joined with a snapshot at this head: what follows is dense after it. */
    joined: emitThread.joined,
    stop() {
      stopped = true
      clearInterval(timer)
      clearInterval(lines)
    },
  }
}
export type FanOut = ReturnType<typeof createFanOut>

/** Gives the rooms of a thread what they have not been given yet. */
function createThreadEmitter({ console, widget, threads, reader, states }: FanOutDeps) {
  /** Where each room of this process stands: the last seq that was emitted to it. */
  const shown = new Map<string, { head: number; publicHead: number; seen: number }>()
  /** Customers here who wait for a person, and so want to know their place. */
  const inLine = new Set<string>()
  /** Customers here who are asked how it was once the end of their conversation cannot be taken back any more. */
  const toAsk = new Map<string, number>()
  const roomsOf = (id: string) => ({
    staff: console.adapter.rooms.has(threadRoom(id)),
    customer: widget.adapter.rooms.has(customerRoom(id)),
  })
  const forget = (id: string) => {
    for (const known of [shown, inLine, toAsk]) known.delete(id)
  }
  const noteLine = (thread: Thread) => {
    if (thread.control === 'requested' && thread.status !== 'closed') inLine.add(thread._id)
    else inLine.delete(thread._id)
    const at = states.askedAt(thread)
    if (at === undefined) toAsk.delete(thread._id)
    else toAsk.set(thread._id, at)
  }
  const standOf = ({ head, publicHead, seen }: Thread) => ({ head, publicHead, seen })
  /** Nothing was said; perhaps the agent read on. */
  const tellSeen = async (thread: Thread, stand: { seen: number }) => {
    if (stand.seen >= thread.seen) return
    stand.seen = thread.seen
    widget.local.to(customerRoom(thread._id)).emit('state', await states.of(thread))
  }

  const tellCustomer = async (thread: Thread, after: number, entries: readonly Entry[]) => {
    noteLine(thread)
    const state = await states.of(thread)
    const event = { after, entries: entries.flatMap(publicEntry), state }
    widget.local.to(customerRoom(thread._id)).emit('entries', event)
  }

  const tellNew = async (
    thread: Thread,
    row: Row,
    stand: { head: number; publicHead: number } | undefined,
    rooms: { staff: boolean; customer: boolean },
  ) => {
    shown.set(thread._id, standOf(thread))
    // Without a stand there is nothing to be dense after: the clients see the new head and ask.
    const from = stand ?? standOf(thread)
    const entries = stand ? await reader.range(thread, stand.head + 1, thread.head) : []
    if (rooms.staff) {
      const event = { thread: thread._id, after: from.head, entries, row }
      console.local.to(threadRoom(thread._id)).emit('entries', event)
    }
    if (rooms.customer) await tellCustomer(thread, from.publicHead, entries)
  }

  const tellStates = async (ids: readonly string[]) => {
    const here = ids.filter((id) => widget.adapter.rooms.has(customerRoom(id)))
    if (here.length === 0) return
    const found = await threads.find(ownFilter({ _id: { $in: here } })).lean<Thread[]>()
    for (const thread of found) {
      const state = await states.of(thread)
      // Read before something newer was shown: that brought its own state, and this one would undo it.
      if ((shown.get(thread._id)?.head ?? 0) > thread.head) continue
      widget.local.to(customerRoom(thread._id)).emit('state', state)
    }
  }

  return {
    async emit(thread: Thread, row: Row): Promise<void> {
      const rooms = roomsOf(thread._id)
      if (!rooms.staff && !rooms.customer) {
        forget(thread._id)
        return
      }
      const stand = shown.get(thread._id)
      if (!stand || stand.head < thread.head) await tellNew(thread, row, stand, rooms)
      else if (rooms.customer && stand.head === thread.head) await tellSeen(thread, stand)
    },
    joined(thread: Thread) {
      if (!shown.has(thread._id)) shown.set(thread._id, standOf(thread))
      noteLine(thread)
    },
    tellWaiting: async () => await tellStates([...inLine]),
    async askForRatings(): Promise<void> {
      const due = [...toAsk].flatMap(([id, at]) => (states.isTime(at) ? [id] : []))
      await tellStates(due)
      for (const id of due) toAsk.delete(id)
    },
    headOf: (id: string) => shown.get(id)?.head ?? 0,
    /** Forgets whom nobody shows any more: most leave without another word, and would be compared for ever. */
    *shownIds(size: number): Generator<string[]> {
      for (const id of [...shown.keys()]) {
        const { staff, customer } = roomsOf(id)
        if (!staff && !customer) forget(id)
      }
      const ids = [...shown.keys()]
      for (let at = 0; at < ids.length; at += size) yield ids.slice(at, at + size)
    },
  }
}

/** Tells an agent of an offer, and that it ended: somebody took it, or its time was over. */
function createOfferEmitter({ console }: FanOutDeps) {
  const open = new Map<string, NonNullable<Row['offer']>>()
  return (row: Row): void => {
    const { id: thread, offer } = row
    const before = open.get(thread)
    if (before?.agent === offer?.agent && before?.until === offer?.until) return
    if (before && before.agent !== offer?.agent) {
      console.local.to(userRoom(before.agent)).emit('offer', { thread, ended: true })
    }
    if (offer) {
      open.set(thread, offer)
      console.local.to(userRoom(offer.agent)).emit('offer', { thread, until: offer.until, row })
    } else {
      open.delete(thread)
    }
  }
}
