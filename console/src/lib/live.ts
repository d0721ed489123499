import type {
  Ack,
  ConsoleToServer,
  EntriesEvent,
  ErrorCode,
  Row,
  ServerToConsole,
  View,
  WatchedView,
  WatchWall,
} from '@parley/server/contract'
import { createContext, useContext } from 'react'
import { io, type Socket } from 'socket.io-client'
import type { Alert } from './alerts.ts'
import { useConnection } from './connection.ts'
import { adoptDrafts, fetchDrafts, putDraft, saveUnsavedDrafts } from './draft-store.ts'
import { checkHeld, putHeld } from './held.ts'
import { putCounts, putKnown, putRow, putTotals, queueRowEvents, rowOf, useInbox } from './inbox-store.ts'
import { type HearWall, watchWall } from './live-wall.ts'
import { refusedLater, sendQueued, settle } from './outbox.ts'
import { pairsOf } from './rows.ts'
import { clientIdsIn, cursorOf } from './thread-log.ts'
import {
  dropLog,
  putEntries,
  putFailure,
  putOffer,
  putSnapshot,
  putTyping,
  putViewers,
  useThreads,
} from './thread-store.ts'
import { type ListAsked, listKey } from './views.ts'

const ACK_MS = 8000
/** The server pings every five seconds and waits five for the answer. */
const SILENT_MS = 13_000
const RECONNECT_MIN_MS = 500
const RECONNECT_SPREAD_MS = 1500

export interface LiveEvents {
  onEnded: (code: ErrorCode) => void
  /** New entries of an open thread: what hangs on them is out of date. */
  onEntries: (event: EntriesEvent) => void
  onDeskChanged: () => void
  /** Too much happened in a list while nobody listened: it has to be loaded again. */
  onResync: (list: ListAsked) => void
  /** A customer's record is out of date. */
  onCustomerChanged: (customer: string) => void
  /** Role or queues may have changed. */
  onRights: () => void
  onReplyRefused: (event: { thread: string; code: ErrorCode }) => void
  /** Now, and after every break: what no event told may be different. */
  onConnected: () => void
  /** A colleague asks for my attention. */
  onMention: (event: Parameters<ServerToConsole['mention']>[0]) => void
  /** How many of those I have not looked at. */
  onMentions: (unseen: number) => void
}

export interface Live {
  openThread: (thread: string) => void
  closeThread: (thread: string) => void
  watch: (list: ListAsked) => void
  unwatch: (list: ListAsked) => void
  /** The narrowed lists whose counts are shown; replaces those before. */
  watchCounts: (lists: readonly ListAsked[]) => void
  /** Views whose rows may ring, whatever list is shown; replaces those before. */
  watchAlerts: (views: readonly View[]) => void
  /** Tells whatever may ring; answers how to stop. */
  onNews: (listener: (news: LiveNews) => void) => () => void
  typing: (thread: string, on: boolean) => void
  /** The one who has the conversation has read it up to this public seq. */
  seen: (thread: string, publicSeq: number) => void
  /** Hears the live page until the answer is called. */
  watchWall: (watch: WatchWall, hear: HearWall) => () => void
  close: () => void
}

/** A row that changed, with what was known of it before; or something that asks for this person by itself. */
export type LiveNews = { before: Row | undefined; row: Row } | { alert: Alert }

type ConsoleSocket = Socket<ServerToConsole, ConsoleToServer>

/** One live connection. Every reconnect asks for what came after the cursors, so nothing is lost or doubled. */
export function createLive(events: LiveEvents): Live {
  const socket: ConsoleSocket = io('/console', {
    transports: ['websocket', 'polling'],
    reconnectionDelay: RECONNECT_MIN_MS,
    reconnectionDelayMax: 3000,
    autoConnect: false,
  })
  const threads = new Set<string>()
  const desk: Desk = {
    socket,
    threads,
    lists: new Map(),
    counted: [],
    alerting: [],
    resync: events.onResync,
    news: new Set(),
  }
  listen(desk, events)
  const stopConnection = keepConnected(desk, events)
  const stopHearing = keepAwake(socket)
  useConnection.setState({ status: 'connecting' })
  socket.connect()

  return {
    openThread: (thread) => {
      threads.add(thread)
      if (socket.connected) openThread(desk, thread)
    },
    closeThread: (thread) => {
      threads.delete(thread)
      if (socket.connected) socket.emit('thread:close', { thread })
    },
    watch: (list) => {
      desk.lists.set(listKey(list), list)
      if (socket.connected) watchList(desk, list)
    },
    unwatch: (list) => {
      desk.lists.delete(listKey(list))
      const needed = [...desk.lists.values()].some(({ view }) => view === list.view)
      if (socket.connected && !needed) socket.emit('view:unwatch', { view: list.view })
    },
    watchCounts: (lists) => {
      desk.counted = lists
      if (socket.connected) watchCounts(desk)
    },
    watchAlerts: (views) => {
      desk.alerting = views
      if (socket.connected) socket.emit('alerts:watch', { views: [...views] })
    },
    onNews: (listener) => {
      desk.news.add(listener)
      return () => void desk.news.delete(listener)
    },
    typing: (thread, on) => {
      if (socket.connected) socket.volatile.emit('typing', { thread, on })
    },
    seen: (thread, publicSeq) => {
      if (socket.connected) socket.volatile.emit('thread:seen', { thread, publicSeq })
    },
    watchWall: (watch, hear) => watchWall(socket, watch, hear),
    close: () => {
      stopHearing()
      stopConnection()
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}

interface Desk {
  socket: ConsoleSocket
  threads: Set<string>
  /** On the screen, by `listKey`. */
  lists: Map<string, ListAsked>
  counted: readonly ListAsked[]
  alerting: readonly View[]
  resync: LiveEvents['onResync']
  news: Set<(news: LiveNews) => void>
}

function tell({ news }: Desk, what: LiveNews): void {
  for (const listener of news) listener(what)
}

/**
 * Says that somebody is here whenever the server asks: a tab in the background may run no timers. And when the tab wakes
 * up after a sleep in which the server gave it up, the dead connection is not waited for.
 */
function keepAwake(socket: ConsoleSocket): () => void {
  let heardAt = Date.now()
  const hear = () => {
    heardAt = Date.now()
  }
  const beat = () => {
    hear()
    if (socket.connected) socket.volatile.emit('presence:beat')
  }
  const wake = () => {
    if (document.visibilityState === 'hidden' || !socket.connected || Date.now() - heardAt < SILENT_MS) return
    hear()
    socket.disconnect()
    socket.connect()
  }
  const waking = ['focus', 'online', 'pageshow'] as const
  socket.io.on('ping', beat)
  socket.on('connect', beat)
  socket.onAny(hear)
  for (const event of waking) addEventListener(event, wake)
  document.addEventListener('visibilitychange', wake)
  document.addEventListener('resume', wake)
  return () => {
    socket.io.off('ping', beat)
    for (const event of waking) removeEventListener(event, wake)
    document.removeEventListener('visibilitychange', wake)
    document.removeEventListener('resume', wake)
  }
}

function keepConnected(desk: Desk, events: LiveEvents): () => void {
  const { socket } = desk
  let again: ReturnType<typeof setTimeout> | undefined
  const reconnect = () => {
    if (again !== undefined) clearTimeout(again)
    // Spread out, so that a restarted server is not met by every console in the same moment.
    again = setTimeout(() => socket.connect(), RECONNECT_MIN_MS + Math.random() * RECONNECT_SPREAD_MS)
  }
  socket.on('connect', () => {
    // Whatever was taken away while nobody listened is noticed now.
    if (useConnection.getState().status === 'lost') events.onRights()
    useConnection.setState({ status: 'online' })
    for (const thread of desk.threads) openThread(desk, thread)
    for (const list of desk.lists.values()) watchList(desk, list)
    watchCounts(desk)
    if (desk.alerting.length > 0) socket.emit('alerts:watch', { views: [...desk.alerting] })
    saveUnsavedDrafts()
    void fetchDrafts()
    events.onConnected()
    void sendQueued()
  })
  socket.on('disconnect', (reason) => {
    if (useConnection.getState().status === 'ended') return
    useConnection.setState({ status: 'lost' })
    // Socket.IO reconnects by itself from everything but this.
    if (reason === 'io server disconnect') reconnect()
  })
  socket.on('connect_error', (error) => {
    if (useConnection.getState().status === 'ended') return
    if (isSignedOut(error)) {
      useConnection.setState({ status: 'ended' })
      events.onEnded('unauthenticated')
      return
    }
    useConnection.setState({ status: 'lost' })
    // A refused handshake deactivates the socket; the right may be back after a restart.
    if (!socket.active) reconnect()
  })
  return () => {
    if (again !== undefined) clearTimeout(again)
  }
}

/** The session ended while the tab slept: waiting for the connection would be in vain. */
function isSignedOut(error: Error): boolean {
  const { data } = error as { data?: { error?: { code?: unknown } } }
  return data?.error?.code === 'unauthenticated'
}

function listen(desk: Desk, events: LiveEvents): void {
  const { socket } = desk
  socket.on('entries', (event) => {
    putRow(event.row)
    const { gap } = putEntries(event)
    settle(clientIdsIn(event.entries))
    if (gap) openThread(desk, event.thread)
    events.onEntries(event)
  })
  socket.on('row', (event) => {
    if (event.row) tell(desk, { before: rowOf(event.id), row: event.row })
    queueRowEvents([event])
    // The next event of it may come before the lists are drawn.
    if (event.row && desk.news.size > 0) putRow(event.row)
  })
  socket.on('mention', ({ thread, by }) =>
    tell(desk, { alert: { thread, reason: 'mention', name: by.name } }),
  )
  socket.on('counts', putCounts)
  socket.on('counts:lists', putTotals)
  socket.on('typing', ({ thread, by, on }) => putTyping(thread, by, on))
  socket.on('viewers', ({ thread, server, agents }) => putViewers(thread, server, agents))
  socket.on('session:changed', events.onRights)
  socket.on('offer', (event) => {
    if ('ended' in event) {
      putOffer(event.thread, undefined)
      return
    }
    const { customer, preview } = event.row
    const about = preview ? { name: customer.name, text: preview.text } : { name: customer.name }
    tell(desk, { alert: { thread: event.thread, reason: 'offer', ...about } })
    putRow(event.row)
    putOffer(event.thread, { until: event.until, row: event.row })
  })
  socket.on('thread:gone', ({ thread }) => {
    dropLog(thread)
    putFailure(thread, 'forbidden')
  })
  socket.on('desk:changed', events.onDeskChanged)
  socket.on('customer:changed', ({ customer }) => events.onCustomerChanged(customer))
  socket.on('reply:refused', (event) => {
    refusedLater(event)
    events.onReplyRefused(event)
  })
  socket.on('reply:held', ({ thread, held, undone }) => putHeld(thread, held, undone))
  socket.on('draft', putDraft)
  socket.on('mention', events.onMention)
  socket.on('mentions', ({ unseen }) => events.onMentions(unseen))
  socket.on('session:ended', ({ code }) => {
    useConnection.setState({ status: 'ended' })
    events.onEnded(code)
  })
}

function openThread({ socket, threads }: Desk, thread: string): void {
  const after = cursorOf(useThreads.getState().logs[thread])
  socket.timeout(ACK_MS).emit('thread:open', after > 0 ? { thread, after } : { thread }, (late, answer) => {
    if (!threads.has(thread)) return
    if (late) {
      if (socket.connected) putFailure(thread, 'timeout')
      return
    }
    if (!answer.ok) {
      const { code } = answer.error
      // What may not be seen any more, or is gone, is not shown any more either.
      if (code === 'forbidden' || code === 'not_found') dropLog(thread)
      putFailure(thread, code)
      return
    }
    putRow(answer.row)
    adoptDrafts(thread, answer.drafts)
    putSnapshot(thread, answer)
    settle(clientIdsIn(answer.entries))
    checkHeld(thread, answer.held ?? [])
  })
}

function watchList({ socket, resync }: Desk, list: ListAsked): void {
  const { view, filter, sort } = list
  for (const [part, rows] of pairsOf(useInbox.getState().rows, list).entries()) {
    const asked = part === 0 ? { view, filter, sort, rows } : { view, rows, part: true as const }
    socket.timeout(ACK_MS).emit('view:watch', asked, (late, answer: Ack<WatchedView>) => {
      if (late || !answer.ok) return
      if (answer.known) putKnown(list, answer.known)
      if (answer.resync) resync(list)
      else queueRowEvents(answer.events)
    })
  }
}

function watchCounts({ socket, counted }: Desk): void {
  const lists = counted.map((list) => ({ key: listKey(list), view: list.view, filter: list.filter }))
  socket
    .timeout(ACK_MS)
    .emit('counts:watch', { lists }, (late, answer: Ack<{ counts: Record<string, number> }>) => {
      if (!late && answer.ok) putTotals(answer.counts)
    })
}

export const LiveContext = createContext<Live | undefined>(undefined)

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive needs a LiveContext')
  return live
}
