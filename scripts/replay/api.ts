import { setTimeout as delay } from 'node:timers/promises'

const LONGEST_WAIT_MS = 1000

export interface Answer {
  status: number
  body: unknown
}

export interface Api {
  cookie(): string
  /** One request; undefined when no answer came. */
  call(method: string, path: string, body?: object): Promise<Answer | undefined>
  /** Asks until there is an answer that another attempt would not change. */
  settled(method: string, path: string, body?: object): Promise<Answer>
  /** @throws Error for an answer that is no success */
  surely(method: string, path: string, body?: object): Promise<unknown>
}

/** The console's side of HTTP: one cookie, of a session that is there already if so, and patience with servers that are down. */
export function createApi(url: string, session = ''): Api {
  let cookie = session
  const call = async (method: string, path: string, body?: object): Promise<Answer | undefined> => {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(cookie ? { cookie } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(5000),
      })
      const [set] = response.headers.getSetCookie()
      if (set) cookie = set.split(';', 1)[0] ?? ''
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : undefined }
    } catch {
      return undefined
    }
  }
  const settled = async (method: string, path: string, body?: object): Promise<Answer> => {
    for (let wait = 100; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const answer = await call(method, path, body)
      if (answer && answer.status < 500 && answer.status !== 429) return answer
      await delay(wait)
    }
  }
  return {
    cookie: () => cookie,
    call,
    settled,
    async surely(method, path, body) {
      const answer = await settled(method, path, body)
      if (answer.status >= 300)
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
  }
}
