import { request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

const AT_A_TIME = 6
/** The cores are for the product; a request is under way at every moment all the same. */
const PAUSE_MS = 30
const LOOK_MS = 250
const ANSWER_MS = 10_000

export interface Prober {
  /** Requests that were answered. */
  answered(): number
  /** Requests that a process took and did not answer, or answered with a fault of its own; in words. */
  failed(): readonly string[]
  stop(): Promise<void>
}

export interface Ask {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * Asks as a balancer does: by turns those processes that say that they are ready. What refuses a connection took nothing,
 * and another one is asked. Each request has a connection of its own, so whatever is cut was under way.
 */
export function startProber(
  urls: readonly string[],
  ask: (url: string) => Ask,
  answerMs = ANSWER_MS,
): Prober {
  const ready = new Set(urls)
  let [stopped, answered, turn] = [false, 0, 0]
  const failed: string[] = []
  const look = async (url: string): Promise<void> => {
    while (!stopped) {
      const end = await send({ method: 'GET', url: `${url}/health/ready` }, answerMs)
      if (end === 'answered') ready.add(url)
      else ready.delete(url)
      await delay(LOOK_MS)
    }
  }
  const work = async (): Promise<void> => {
    while (!stopped) {
      const url = [...ready][turn++ % Math.max(1, ready.size)]
      const end = url === undefined ? 'refused' : await send(ask(url), answerMs)
      if (end === 'answered') answered++
      else if (end !== 'refused') failed.push(`${new URL(url ?? '').port}: ${end}`)
      await delay(PAUSE_MS)
    }
  }
  const all = Promise.all([...urls.map(look), ...Array.from({ length: AT_A_TIME }, work)])
  return {
    answered: () => answered,
    failed: () => failed,
    async stop() {
      stopped = true
      await all
    },
  }
}

/** @returns `answered`, `refused` when no process took it, otherwise in words what went wrong */
function send({ method, url, headers, body }: Ask, answerMs: number): Promise<string> {
  return new Promise((resolve) => {
    let connected = false
    const outgoing = request(
      url,
      { method, headers: headers ?? {}, agent: false, timeout: answerMs },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          resolve((answer.statusCode ?? 500) < 500 ? 'answered' : `answered with ${answer.statusCode}`),
        )
        answer.on('error', (error) => resolve(`cut in its answer: ${error.message}`))
      },
    )
    outgoing.on('socket', (socket) => socket.once('connect', () => (connected = true)))
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', (error) => resolve(connected ? `cut: ${error.message}` : 'refused'))
    outgoing.end(body)
  })
}
