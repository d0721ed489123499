import { useConnection } from './connection.ts'
import { fetchDrafts, saveUnsavedDrafts } from './draft-store.ts'
import {
  type ConsoleSocket,
  type Desk,
  type LiveEvents,
  openThread,
  watchCounts,
  watchList,
} from './live-asks.ts'
import { queueUnanswered, sendQueued } from './outbox.ts'

/** The server pings every five seconds and waits five for the answer. */
const SILENT_MS = 13_000
export const RECONNECT_MIN_MS = 500
const RECONNECT_SPREAD_MS = 1500

/**
 * Says that somebody is here whenever the server asks: a tab in the background may run no timers. And when the tab wakes
 * up after a sleep in which the server gave it up, the dead connection is not waited for.
 */
export function keepAwake(socket: ConsoleSocket): () => void {
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

/** Says how the connection is, and after every break asks for what came in between. */
export function keepConnected(desk: Desk, events: LiveEvents): () => void {
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
    queueUnanswered()
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
