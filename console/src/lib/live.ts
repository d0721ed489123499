import type { View, WatchWall } from '@parley/server/contract'
import { createContext, useContext } from 'react'
import { io } from 'socket.io-client'
import { useConnection } from './connection.ts'
import {
  type ConsoleSocket,
  type Desk,
  type LiveEvents,
  type LiveNews,
  openThread,
  watchCounts,
  watchList,
} from './live-asks.ts'
import { keepAwake, keepConnected, RECONNECT_MIN_MS } from './live-connection.ts'
import { listen } from './live-hears.ts'
import { type HearWall, watchWall } from './live-wall.ts'
import { type ListAsked, listKey } from './views.ts'

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

export const LiveContext = createContext<Live | undefined>(undefined)

export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive needs a LiveContext')
  return live
}
