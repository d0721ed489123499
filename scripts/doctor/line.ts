import { setTimeout as delay } from 'node:timers/promises'
import { io } from 'socket.io-client'
import type { Ack, PublicEntry, SyncAnswer } from '../../server/src/contract/index.ts'
import { HopError } from './hop.ts'

const CONNECT_MS = 5000
const ACK_MS = 6000
const LOOK_MS = 20

/** The customer's live connection. */
export interface Line {
  /** Sends a message; resolves with the acknowledgement. @throws HopError */
  say(id: string, text: string): Promise<void>
  /** Asks for everything; undefined when nobody answered. */
  sync(): Promise<SyncAnswer | undefined>
  /** When the bot's answer came by itself; undefined when it did not within that time. */
  told(withinMs: number): Promise<number | undefined>
  close(): void
}

/** Connects and catches up, as a widget does. @throws HopError */
export async function openLine(url: string, token: string): Promise<Line> {
  const socket = io(`${url}/widget`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_MS,
  })
  let toldAt: number | undefined
  socket.on('entries', ({ entries }: { entries: PublicEntry[] }) => {
    if (entries.some(isAnswer)) toldAt ??= performance.now()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      socket.disconnect()
      reject(new HopError(codeOf(error) ?? 'no_live_connection'))
    })
  })
  const ask = async <T extends object>(event: string, body: object): Promise<Ack<T> | undefined> => {
    try {
      return (await socket.timeout(ACK_MS).emitWithAck(event, body)) as Ack<T>
    } catch {
      return undefined
    }
  }
  const sync = async () => {
    const answer = await ask<SyncAnswer>('sync', { after: 0 })
    return answer?.ok ? answer : undefined
  }
  await sync()
  return {
    async say(id, text) {
      const answer = await ask('message:send', { id, n: 0, text })
      if (!answer) throw new HopError('not_acknowledged')
      if (!answer.ok) throw new HopError(answer.error.code)
    },
    sync,
    async told(withinMs) {
      for (const end = Date.now() + withinMs; toldAt === undefined && Date.now() < end; ) await delay(LOOK_MS)
      return toldAt
    },
    close: () => void socket.disconnect(),
  }
}

export function isAnswer({ by, body }: PublicEntry): boolean {
  return by.type === 'bot' && body.kind === 'message'
}

function codeOf(error: Error): string | undefined {
  const data = (error as { data?: { error?: { code?: string } } }).data
  return data?.error?.code
}
