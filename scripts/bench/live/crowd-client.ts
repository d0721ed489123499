import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { Ack, PublicEntry, Row } from '../../../server/src/contract/index.ts'
import { createCursorLog } from '../../lib/cursor-log.ts'
import { followThread } from '../../lib/follow-thread.ts'
import { ask } from '../../lib/live-socket.ts'
import { type Api, createApi } from '../../replay/api.ts'
import { takeAndEnd } from './agent-at-work.ts'
import type { ClientPlan, Heard, Shown } from './crowd-contract.ts'

const ACK_MS = 8000
const BEAT_MS = 5000
/** As the widget waits: 200 to 400 ms at first, twice as long after each attempt, at most 5 s. */
const asTheWidgetWaits = { reconnectionDelay: 300, randomizationFactor: 1 / 3, reconnectionDelayMax: 5000 }

export interface CrowdClient {
  /** Since when it is connected and has everything, ms since the epoch; undefined while it is not. */
  since(): number | undefined
  shown(): Shown
  heard(): readonly Omit<Heard, 'client'>[]
  /** Sends until it is acknowledged. */
  say(message: { id: string; n: number; text: string }): Promise<void>
  close(): void
}

/** A client as its kind behaves when it is left alone: it comes back by itself, at the next server. */
export function openCrowdClient(urls: readonly string[], { as, home }: ClientPlan): CrowdClient {
  if ('widget' in as)
    return openWidgetClient(socketTo(urls, home, '/widget', { auth: { token: as.widget.token } }))
  if ('console' in as) return openConsoleClient(consoleSocket(urls, home, as.console.cookie))
  if ('agent' in as) {
    const { cookie } = as.agent
    return openAgentClient(consoleSocket(urls, home, cookie), createApi(urls[home] ?? '', cookie))
  }
  return openBareClient(socketTo(urls, home, '/', { auth: { room: as.bare.room } }))
}

function consoleSocket(urls: readonly string[], home: number, cookie: string): Socket {
  return socketTo(urls, home, '/console', { extraHeaders: { cookie } })
}

function openWidgetClient(socket: Socket): CrowdClient {
  const standing = standingOf(socket)
  const log = createCursorLog<PublicEntry>(() => undefined)
  const sync = followThread(socket, log, { onState: () => undefined, ackMs: ACK_MS })
  socket.on('connect', () => {
    const catchUp = async (): Promise<void> => {
      while (socket.connected && !(await sync())) await delay(200)
      standing.reached()
    }
    void catchUp()
  })
  return {
    since: standing.since,
    shown: () => ({
      seqs: log.shown.map(({ seq }) => seq),
      ids: log.shown.flatMap(({ body }) => (body.kind === 'message' && body.clientId ? [body.clientId] : [])),
    }),
    heard: () => [],
    async say(message) {
      for (;;) {
        const answer = await ask<Ack<object>>(socket, 'message:send', message, ACK_MS)
        if (answer?.ok) return
        await delay(200)
      }
    },
    close: () => void socket.disconnect(),
  }
}

/** An agent's tab: it watches a list and says that somebody is there. */
function openConsoleClient(socket: Socket): CrowdClient {
  const standing = standingOf(socket)
  let beat: NodeJS.Timeout | undefined
  socket.on('connect', () => {
    const watch = async (): Promise<void> => {
      while (socket.connected) {
        const answer = await ask<Ack<object>>(socket, 'view:watch', { view: 'mine', rows: [] }, ACK_MS)
        if (answer?.ok) break
        await delay(200)
      }
      standing.reached()
    }
    void watch()
    clearInterval(beat)
    beat = setInterval(() => socket.connected && socket.emit('presence:beat'), BEAT_MS)
  })
  return {
    since: standing.since,
    shown: () => ({ seqs: [], ids: [] }),
    heard: () => [],
    say: () => Promise.reject(new Error('A console of the crowd only looks on')),
    close() {
      clearInterval(beat)
      socket.disconnect()
    },
  }
}

/** An agent's tab at work: notes what is offered, takes it and ends it. */
function openAgentClient(socket: Socket, api: Api): CrowdClient {
  const offers: Omit<Heard, 'client'>[] = []
  socket.on('offer', ({ thread, row }: { thread: string; row?: Row }) => {
    if (!row) return
    offers.push({ of: thread, at: Date.now() })
    takeAndEnd(api, row).catch((error: unknown) => console.error(error))
  })
  return { ...openConsoleClient(socket), heard: () => offers }
}

function openBareClient(socket: Socket): CrowdClient {
  const standing = standingOf(socket)
  const heard: Omit<Heard, 'client'>[] = []
  socket.on('connect', standing.reached)
  socket.on('entry', ({ id }: { id: string }) => void heard.push({ of: id, at: Date.now() }))
  return {
    since: standing.since,
    shown: () => ({ seqs: [], ids: heard.map(({ of }) => of) }),
    heard: () => heard,
    say: () => Promise.reject(new Error('A bare client only listens')),
    close: () => void socket.disconnect(),
  }
}

function standingOf(socket: Socket): { reached: () => void; since: () => number | undefined } {
  let since: number | undefined
  socket.on('disconnect', () => {
    since = undefined
  })
  return {
    reached() {
      if (socket.connected) since = performance.timeOrigin + performance.now()
    },
    since: () => since,
  }
}

function socketTo(urls: readonly string[], home: number, namespace: string, options: object): Socket {
  const addressAt = (attempt: number): string => `${urls[(home + attempt) % urls.length] ?? ''}${namespace}`
  const socket = io(addressAt(0), {
    transports: ['websocket'],
    forceNew: true,
    ...asTheWidgetWaits,
    ...options,
  })
  // The library knows one address only; it reads it anew at each attempt.
  const manager = socket.io as unknown as { uri: string }
  socket.io.on('reconnect_attempt', (attempt) => {
    manager.uri = addressAt(attempt)
  })
  // Refused, as by a server that is just leaving: that is no loss of the connection to the library.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect')
      setTimeout(() => socket.connect(), asTheWidgetWaits.reconnectionDelay)
  })
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), asTheWidgetWaits.reconnectionDelay)
  })
  return socket
}
