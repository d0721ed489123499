import type {
  Ack,
  ConsoleToServer,
  EntriesEvent,
  ErrorCode,
  ServerToConsole,
  View,
} from '@parley/server/contract'
import { createContext, useContext } from 'react'
import { io, type Socket } from 'socket.io-client'
import { useConnection } from './connection.ts'
import { adoptDrafts, saveUnsavedDrafts } from './draft-store.ts'
import { putCounts, putRow, queueRowEvents, useInbox } from './inbox-store.ts'
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

const ACK_MS = 8000
const BEAT_EVERY_MS = 5000
const RECONNECT_MIN_MS = 500
const RECONNECT_SPREAD_MS = 1500

export interface LiveEvents {
  onEnded: (code: ErrorCode) => void
  /** New entries of an open thread: what hangs on them is out of date. */
  onEntries: (event: EntriesEvent) => void
  onDeskChanged: () => void
  onReplyRefused: (event: { thread: string; code: ErrorCode }) => void
}

export interface Live {
  openThread: (thread: string) => void
  closeThread: (thread: string) => void
  watch: (view: View) => void
  unwatch: (view: View) => void
  typing: (thread: string, on: boolean) => void
  /** The one who has the conversation has read it up to this public seq. */
  seen: (thread: string, publicSeq: number) => void
  close: () => void
}

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
  const views = new Set<View>()
  const desk: Desk = { socket, threads, views }
  listen(desk, events)
  const stopConnection = keepConnected(desk)
  const beat = setInterval(() => {
    if (socket.connected) socket.volatile.emit('presence:beat')
  }, BEAT_EVERY_MS)
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
    watch: (view) => {
      views.add(view)
      if (socket.connected) watchView(desk, view)
    },
    unwatch: (view) => {
      views.delete(view)
      if (socket.connected) socket.emit('view:unwatch', { view })
    },
    typing: (thread, on) => {
      if (socket.connected) socket.volatile.emit('typing', { thread, on })
    },
    seen: (thread, publicSeq) => {
      if (socket.connected) socket.volatile.emit('thread:seen', { thread, publicSeq })
    },
    close: () => {
      clearInterval(beat)
      stopConnection()
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}

interface Desk {
  socket: ConsoleSocket
  threads: Set<string>
  views: Set<View>
}

function keepConnected(desk: Desk): () => void {
  const { socket } = desk
  let again: ReturnType<typeof setTimeout> | undefined
  const reconnect = () => {
    if (again !== undefined) clearTimeout(again)
    // Spread out, so that a restarted server is not met by every console in the same moment.
    again = setTimeout(() => socket.connect(), RECONNECT_MIN_MS + Math.random() * RECONNECT_SPREAD_MS)
  }
  socket.on('connect', () => {
    useConnection.setState({ status: 'online' })
    for (const thread of desk.threads) openThread(desk, thread)
    for (const view of desk.views) watchView(desk, view)
    saveUnsavedDrafts()
    void sendQueued()
  })
  socket.on('disconnect', (reason) => {
    if (useConnection.getState().status === 'ended') return
    useConnection.setState({ status: 'lost' })
    // Socket.IO reconnects by itself from everything but this.
    if (reason === 'io server disconnect') reconnect()
  })
  socket.on('connect_error', () => {
    if (useConnection.getState().status === 'ended') return
    useConnection.setState({ status: 'lost' })
    // A refused handshake deactivates the socket; the right may be back after a restart.
    if (!socket.active) reconnect()
  })
  return () => {
    if (again !== undefined) clearTimeout(again)
  }
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
  socket.on('row', (event) => queueRowEvents([event]))
  socket.on('counts', putCounts)
  socket.on('typing', ({ thread, by, on }) => putTyping(thread, by, on))
  socket.on('viewers', ({ thread, agents }) => putViewers(thread, agents))
  socket.on('offer', (event) => {
    if ('ended' in event) {
      putOffer(event.thread, undefined)
      return
    }
    putRow(event.row)
    putOffer(event.thread, { until: event.until, row: event.row })
  })
  socket.on('thread:gone', ({ thread }) => {
    dropLog(thread)
    putFailure(thread, 'forbidden')
  })
  socket.on('desk:changed', events.onDeskChanged)
  socket.on('reply:refused', (event) => {
    refusedLater(event)
    events.onReplyRefused(event)
  })
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
      putFailure(thread, answer.error.code)
      return
    }
    putRow(answer.row)
    adoptDrafts(thread, answer.drafts)
    putSnapshot(thread, answer)
    settle(clientIdsIn(answer.entries))
  })
}

function watchView({ socket }: Desk, view: View): void {
  const rows = pairsOf(useInbox.getState().rows, view)
  socket
    .timeout(ACK_MS)
    .emit(
      'view:watch',
      { view, rows },
      (late, answer: Ack<{ events: Parameters<ServerToConsole['row']>[0][] }>) => {
        if (!late && answer.ok) queueRowEvents(answer.events)
      },
    )
}

export const LiveContext = createContext<Live | undefined>(undefined)

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive needs a LiveContext')
  return live
}
