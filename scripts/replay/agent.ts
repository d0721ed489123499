import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { Ack, EntriesEvent, Row, RowEvent, ThreadSnapshot } from '../../server/src/contract/index.ts'
import { RowPage, SessionInfo } from '../../server/src/contract/index.ts'
import { ask, openSocket } from '../lib/live-socket.ts'
import { type Api, createApi } from './api.ts'

const ACK_MS = 1500
const BEAT_MS = 5000
/** A console asks for its list anew from time to time; what is found only so was not told by an event. */
const LIST_MS = 3000

export interface Login {
  email: string
  password: string
}

/** What a console hears of the threads that it has open, and of rows that concern its agent. */
export interface DeskListener {
  /** A conversation is offered to this agent, or is this agent's. May be told more than once. */
  onRow(row: Row, how: 'event' | 'asked'): void
  onEntries(event: EntriesEvent): void
  onRefused(event: { thread: string; clientId: string; text: string }): void
  /** A new connection: what is open has to be opened again after its cursor. */
  onConnect(): void
}

export interface DeskAgent {
  readonly id: string
  readonly api: Api
  /** Joins the thread's room; answers what lies after the cursor, undefined when the server did not answer. */
  open(
    thread: string,
    after: number,
  ): Promise<(Ack<ThreadSnapshot & { resync: boolean }> & { ok: true }) | undefined>
  closeThread(thread: string): void
  close(): void
}

/** An agent's browser: signed in over HTTP, a console socket, beats, the list of what is theirs. */
export async function openDesk(url: string, login: Login, listener: DeskListener): Promise<DeskAgent> {
  const api = createApi(url)
  const { user } = SessionInfo.parse(await api.surely('POST', '/api/session', login))
  await api.surely('PUT', '/api/me/presence', { presence: 'online' })
  const socket = openSocket(`${url}/console`, { cookie: api.cookie() })
  const list = async (): Promise<void> => {
    const answer = await api.call('GET', '/api/threads?view=mine')
    if (answer?.status !== 200) return
    for (const row of RowPage.parse(answer.body).rows) listener.onRow(row, 'asked')
  }
  listen(socket, listener, list)
  const timers = [
    setInterval(() => socket.connected && socket.emit('presence:beat'), BEAT_MS),
    setInterval(() => void list(), LIST_MS),
  ]
  return {
    id: user.id,
    api,
    async open(thread, after) {
      const body = after > 0 ? { thread, after } : { thread }
      const answer = await ask<Ack<ThreadSnapshot & { resync: boolean }>>(socket, 'thread:open', body, ACK_MS)
      return answer?.ok ? answer : undefined
    },
    closeThread: (thread) => void socket.emit('thread:close', { thread }),
    close() {
      for (const timer of timers) clearInterval(timer)
      socket.disconnect()
    },
  }
}

function listen(socket: Socket, listener: DeskListener, list: () => Promise<void>): void {
  const watch = async (): Promise<void> => {
    while (socket.connected) {
      const answer = await ask<Ack<object>>(socket, 'view:watch', { view: 'mine', rows: [] }, ACK_MS)
      if (answer?.ok) break
      await delay(200)
    }
    await list()
  }
  socket.on('connect', () => {
    void watch()
    listener.onConnect()
  })
  socket.on('row', ({ row }: RowEvent) => row && listener.onRow(row, 'event'))
  socket.on('offer', (event: { row?: Row }) => event.row && listener.onRow(event.row, 'event'))
  socket.on('entries', (event: EntriesEvent) => listener.onEntries(event))
  socket.on('reply:refused', (event: { thread: string; clientId: string; text: string }) =>
    listener.onRefused(event),
  )
}
