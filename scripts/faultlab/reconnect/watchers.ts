import { setTimeout as delay } from 'node:timers/promises'
import type {
  Ack,
  EntriesEvent,
  Entry,
  PublicEntry,
  ThreadSnapshot,
} from '../../../server/src/contract/index.ts'
import { createCursorLog } from '../../lib/cursor-log.ts'
import { ask, openSocket } from '../../lib/live-socket.ts'

const ACK_MS = 2000
const AGAIN_MS = 200

/** Somebody who only looks on, over a way that is made bad. */
export interface Watcher {
  readonly what: string
  /** What was shown, by seq, in the order of showing. */
  shown(): readonly { seq: number }[]
  close(): void
}

/** A console that has the thread open: it says up to where it has it whenever it is connected. */
export function watchAsStaff(url: string, cookie: string, thread: string): Watcher {
  let log = createCursorLog<Entry>(() => undefined)
  const socket = openSocket(`${url}/console`, { cookie })
  const open = async (): Promise<void> => {
    while (socket.connected) {
      const body = { thread, after: log.cursor() }
      const answer = await ask<Ack<ThreadSnapshot & { resync: boolean }>>(socket, 'thread:open', body, ACK_MS)
      const [oldest] = answer?.ok ? answer.entries : []
      // The first look is at the last page; what lies before it is fetched by whoever scrolls up.
      if (oldest && log.cursor() === 0) log = createCursorLog<Entry>(() => undefined, oldest.seq - 1)
      if (answer?.ok && log.take(answer.entries)) return
      await delay(AGAIN_MS)
    }
  }
  socket.on('connect', () => void open())
  socket.on('entries', (event: EntriesEvent) => {
    if (event.thread === thread && (event.after > log.cursor() || !log.take(event.entries))) void open()
  })
  return { what: 'console', shown: () => log.shown, close: () => void socket.disconnect() }
}

/** The naive way: it asks once and from then on believes that it hears everything. */
export function watchNaively(url: string, token: string): Watcher {
  const shown: PublicEntry[] = []
  const socket = openSocket(`${url}/widget`, { auth: { token } })
  socket.once('connect', () => {
    void ask<Ack<{ entries: PublicEntry[] }>>(socket, 'sync', { after: 0 }, ACK_MS).then((answer) => {
      if (answer?.ok) shown.push(...answer.entries)
    })
  })
  socket.on('entries', ({ entries }: { entries: PublicEntry[] }) => shown.push(...entries))
  return { what: 'naive', shown: () => shown, close: () => void socket.disconnect() }
}
