import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import { type Ack, type OpenSession, WidgetSession } from '../../../server/src/contract/index.ts'
import { ask, openSocket } from '../../lib/live-socket.ts'

const ACK_MS = 5000
const PATIENCE_MS = 60_000

export interface Copy {
  readonly id: string
  readonly n: number
  readonly text: string
}

/** One browser with a socket to each web process, as a platform with two ways in. */
export interface Doors {
  readonly thread: string
  readonly sockets: readonly Socket[]
  close(): void
}

/** @throws Error when the session is refused */
export async function openDoors(urls: readonly string[], at: number, session: OpenSession): Promise<Doors> {
  const answer = await fetch(`${urls[at % urls.length]}/widget/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(session),
  })
  if (!answer.ok) throw new Error(`no session: ${answer.status} ${await answer.text()}`)
  const { token, thread } = WidgetSession.parse(await answer.json())
  const sockets = urls.map((url) => openSocket(`${url}/widget`, { auth: { token } }))
  return {
    thread,
    sockets,
    close: () => {
      for (const socket of sockets) socket.disconnect()
    },
  }
}

/** Sends one copy until it is answered for good. @returns whether it was the first, a duplicate, or the code of a refusal */
export async function sendCopy(socket: Socket, copy: Copy): Promise<'first' | 'duplicate' | string> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const answer = await ask<Ack<{ duplicate: boolean }>>(socket, 'message:send', copy, ACK_MS)
    if (answer?.ok) return answer.duplicate ? 'duplicate' : 'first'
    if (answer && answer.error.code !== 'too_many_requests') return answer.error.code
    await delay(Number(answer?.error.details?.['retryAfterMs'] ?? 200))
  }
  return 'no answer'
}
