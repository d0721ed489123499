import type { Config } from '../config.ts'

export interface SessionCookie {
  name: string
  /** The Set-Cookie header that brings a token to the browser. */
  set: (token: string) => string
  /** The Set-Cookie header that removes it. */
  clear: () => string
  /** The token in a Cookie header. */
  read: (header: string | undefined) => string | undefined
}

/** The one cookie of the console. On https its name forbids every other host and path to set it. */
export function sessionCookie({
  secure,
  sessionMaxMs,
}: Pick<Config, 'secure' | 'sessionMaxMs'>): SessionCookie {
  const name = secure ? '__Host-parley_session' : 'parley_session'
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    name,
    set: (token) => `${name}=${token}; ${attributes}; Max-Age=${Math.floor(sessionMaxMs / 1000)}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
    read: (header) => {
      for (const pair of header?.split(';') ?? []) {
        const [key, value] = pair.trim().split('=', 2)
        if (key === name && value) return value
      }
      return undefined
    },
  }
}
