import type { OpenSession, WidgetConfig, WidgetSession } from '@parley/server/contract'
import { isRecord } from './key-value.ts'
import { toRefused } from './refused.ts'

/** The two requests that are not made over the live connection. */
export interface Api {
  config(account: string): Promise<WidgetConfig>
  session(wish: OpenSession): Promise<WidgetSession>
}

const TIMEOUT_MS = 10_000

/**
 * Requests to Parley's server, without cookies: the token says all.
 * @throws Refused when the server says no, anything else when it cannot be reached
 */
export function createApi(origin: string, fetcher: typeof fetch): Api {
  const ask = async (path: string, init: RequestInit): Promise<Record<string, unknown>> => {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS)
    try {
      const answer = await fetcher(origin + path, { ...init, credentials: 'omit', signal: abort.signal })
      const body: unknown = await answer.json()
      if (!answer.ok) throw toRefused(body) ?? new Error(`status ${answer.status}`)
      if (!isRecord(body)) throw new Error('not an object')
      return body
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    async config(account) {
      const body = await ask(`/widget/config/${encodeURIComponent(account)}`, {})
      if (!isRecord(body['greeting']) || !Array.isArray(body['languages'])) throw new Error('not a config')
      return body as WidgetConfig
    },
    async session(wish) {
      const body = await ask('/widget/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wish),
      })
      if (typeof body['token'] !== 'string' || typeof body['thread'] !== 'string')
        throw new Error('not a session')
      return body as WidgetSession
    },
  }
}
