import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import {
  type Ack,
  type OpenSession,
  type PublicEntry,
  type PublicState,
  WidgetSession,
} from '../../server/src/contract/index.ts'
import { createCursorLog } from './cursor-log.ts'
import { followThread } from './follow-thread.ts'
import { ask, openSocket } from './live-socket.ts'

const ACK_MS = 1500
const LONGEST_WAIT_MS = 1000
/** Codes of refusals that another attempt may not meet again. */
const passing = new Set(['too_many_requests', 'store_unavailable', 'redis_unavailable', 'internal'])

export interface WidgetClient {
  readonly thread: string
  /** Opens the same conversation in another tab. */
  readonly token: string
  readonly shown: readonly PublicEntry[]
  state(): PublicState | undefined
  /** Sends and sends again with the same id until it is acknowledged. Answers the number of attempts. */
  deliver(message: { id: string; n: number; text: string }): Promise<number>
  /** Waits until the condition holds, looked at after everything that arrives; false when the time is over. */
  until(condition: () => boolean, withinMs: number): Promise<boolean>
  /** Asks for everything up to the head; false when that did not succeed in time. */
  catchUp(withinMs: number): Promise<boolean>
  close(): void
}

/** The server refused a message for good. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

export interface WidgetOptions {
  url: string
  session: OpenSession
  onShow?: (entry: PublicEntry) => void
  /** ms between two tries to get a session, at most. */
  longestWaitMs?: number
}

/** A customer's browser: opens a session, keeps a socket, shows the conversation by a cursor. */
export async function openWidget({
  url,
  session,
  onShow,
  longestWaitMs,
}: WidgetOptions): Promise<WidgetClient> {
  return openWidgetOf(url, await openSession(url, session, longestWaitMs), onShow)
}

/** The same with a session that is there already. */
export function openWidgetOf(
  url: string,
  { token, thread }: Pick<WidgetSession, 'token' | 'thread'>,
  onShow?: (entry: PublicEntry) => void,
): WidgetClient {
  const socket = openSocket(`${url}/widget`, { auth: { token } })
  const waiters = new Set<() => void>()
  let state: PublicState | undefined
  const wake = (): void => {
    for (const waiter of [...waiters]) waiter()
  }
  const log = createCursorLog<PublicEntry>((entry) => onShow?.(entry))
  const follow = followThread(socket, log, {
    onState: (next) => {
      state = next
      wake()
    },
  })
  const until = (condition: () => boolean, withinMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (held: boolean): void => {
        clearTimeout(timer)
        waiters.delete(look)
        resolve(held)
      }
      const look = (): void => {
        if (condition()) settle(true)
      }
      const timer = setTimeout(() => settle(condition()), withinMs)
      waiters.add(look)
      look()
    })
  return {
    thread,
    token,
    shown: log.shown,
    state: () => state,
    until,
    deliver: (message) => deliver(socket, message),
    async catchUp(withinMs) {
      const deadline = Date.now() + withinMs
      while (Date.now() < deadline) {
        if ((await follow()) && state && state.head === log.cursor()) return true
        await delay(100)
      }
      return false
    },
    close: () => void socket.disconnect(),
  }
}

async function deliver(socket: Socket, message: { id: string; n: number; text: string }): Promise<number> {
  for (let attempt = 1, wait = 100; ; attempt++, wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const answer = await ask<Ack<object>>(socket, 'message:send', message, ACK_MS)
    if (answer?.ok) return attempt
    if (answer && !passing.has(answer.error.code))
      throw new RefusedError(`a message was refused: ${answer.error.code}`)
    const told = Number(answer?.error.details?.['retryAfterMs'] ?? 0)
    await delay(Math.max(wait, Math.min(told, 5000)))
  }
}

async function openSession(
  url: string,
  body: OpenSession,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<WidgetSession> {
  for (let wait = 100; ; wait = Math.min(wait * 2, longestWaitMs)) {
    const answer = await post(`${url}/widget/session`, body)
    if (answer?.ok) return WidgetSession.parse(await answer.json())
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new RefusedError(`no session: ${answer.status} ${await answer.text()}`)
    const told = Number(answer?.headers.get('retry-after') ?? 0) * 1000
    await answer?.body?.cancel()
    await delay(Math.max(wait, told))
  }
}

async function post(url: string, body: object): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    })
  } catch {
    return undefined
  }
}
