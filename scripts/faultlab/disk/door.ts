import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Ack, WidgetSession } from '../../../server/src/contract/index.ts'
import { ask, openSocket } from '../../lib/live-socket.ts'

const ANSWER_MS = 4000
const POLL_MS = 300

/** What a door said to somebody who wanted in. */
export type Said =
  | { readonly kind: 'in' }
  /** Refused, with a code and a time for another try. */
  | { readonly kind: 'later'; readonly words: string }
  /** Anything else: no answer, another refusal, no time. */
  | { readonly kind: 'wrong'; readonly words: string }

/** A customer who is here already and a stranger, at one web process. */
export interface Door {
  /** A stranger wants to begin, over HTTP. */
  stranger(): Promise<Said>
  /** The customer writes, over their socket. */
  message(): Promise<Said>
  /** Whether it is ready for traffic by its own account. */
  isReady(): Promise<boolean>
  readonly thread: string
  /** Ids of messages that were let in. */
  readonly accepted: readonly string[]
  close(): void
}

export async function openDoor(url: string, account: string): Promise<Door> {
  const begin = async () => await post(`${url}/widget/session`, { account, language: 'en' })
  const opened = await begin()
  const { token, thread } = WidgetSession.parse(await opened?.json())
  const socket = openSocket(`${url}/widget`, { auth: { token } })
  const accepted: string[] = []
  let n = 0
  return {
    thread,
    accepted,
    async stranger() {
      const answer = await begin()
      const after = Number(answer?.headers.get('retry-after') ?? 0)
      await answer?.body?.cancel()
      if (answer?.ok) return { kind: 'in' }
      const words = `HTTP ${answer?.status ?? 'without an answer'}, Retry-After ${after || 'missing'}`
      return { kind: answer?.status === 503 && after > 0 ? 'later' : 'wrong', words }
    },
    async message() {
      const id = randomUUID()
      n += 1
      const answer = await ask<Ack<object>>(socket, 'message:send', { id, n, text: 'hello' }, ANSWER_MS)
      if (answer?.ok) {
        accepted.push(id)
        return { kind: 'in' }
      }
      const { code = 'no answer', details } = answer?.error ?? {}
      const words = `socket ${code}, retryAfter ${details?.['retryAfter'] ?? 'missing'}`
      return { kind: code === 'store_unavailable' && details?.['retryAfter'] ? 'later' : 'wrong', words }
    },
    async isReady() {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(ANSWER_MS) })
      await answer.body?.cancel()
      return answer.ok
    },
    close: () => void socket.disconnect(),
  }
}

/** Asks until it says what is wanted; answers what it said last. */
export async function untilSaid(
  kind: Said['kind'],
  ask: () => Promise<Said>,
  withinMs: number,
): Promise<Said> {
  const end = performance.now() + withinMs
  for (;;) {
    const said = await ask()
    if (said.kind === kind || performance.now() > end) return said
    await delay(POLL_MS)
  }
}

async function post(url: string, body: object): Promise<Response | undefined> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
  } catch {
    return undefined
  }
}
