import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { User } from '../contract/accounts.ts'
import { AppError } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { SessionCookie } from './cookie.ts'
import type { Sessions, SignedIn } from './session.ts'

const CHANNEL = 'parley:sessions-ended'
const LOOK_EVERY_MS = 2000

const Hint = z.object({ sessionId: z.string().optional(), user: z.string().optional() })
type Hint = z.infer<typeof Hint>

/**
 * The person behind a socket's handshake, by the same cookie as a request.
 *
 * @throws AppError `unauthenticated`
 */
export async function authenticateSocket(
  deps: { sessions: Sessions; cookie: SessionCookie },
  headers: { cookie?: string | undefined },
): Promise<SignedIn> {
  const token = deps.cookie.read(headers.cookie)
  const signedIn = token ? await deps.sessions.find(token) : undefined
  if (!signedIn) throw new AppError('unauthenticated')
  return signedIn
}

/** Tells every process at once that sessions ended; what is lost here is found by the next look into the store. */
export function sessionsEndedHint(redis: Redis): (hint: Hint) => void {
  return (hint) => {
    redis.publish(CHANNEL, JSON.stringify(hint)).catch(() => undefined)
  }
}

export interface WatchDeps {
  sessions: Sessions
  /** A connection that may be duplicated for listening. */
  redis?: Redis
  log: Logger
  /** The sessions that have a socket on this process now, each with the user as the socket knows it. */
  connected: () => Iterable<SignedIn>
  /** The session is over, or its user disabled: close the sockets. */
  onGone: (sessionId: string) => void
  /** Role, queues or another right changed: check the rooms again. */
  onChanged: (sessionId: string, user: User) => void
  everyMs?: number
}

/** Watches the sessions of connected sockets: a right that is gone is told within seconds, also without Redis. */
export function watchSessions(deps: WatchDeps): { stop: () => Promise<void> } {
  const { redis, log, everyMs = LOOK_EVERY_MS } = deps
  let looking: Promise<void> | undefined
  const look = async () => {
    // Looks never overlap: a slow store must not be asked more often because it is slow.
    looking ??= lookOnce(deps)
      // When the store is down nobody can be told apart; the sockets stay and the next look decides.
      .catch((error: unknown) => log.warn({ event: 'sessions.look_failed', err: error }))
      .finally(() => {
        looking = undefined
      })
    await looking
  }
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  const listener = redis ? listen(redis, () => void look()) : undefined
  return {
    stop: async () => {
      clearInterval(timer)
      listener?.disconnect()
      await looking
    },
  }
}

async function lookOnce({ sessions, connected, onGone, onChanged }: WatchDeps): Promise<void> {
  const bySession = new Map([...connected()].map((one) => [one.sessionId, one.user]))
  if (bySession.size === 0) return
  const alive = await sessions.alive([...bySession.keys()])
  for (const [sessionId, known] of bySession) {
    const user = alive.get(sessionId)
    if (!user) onGone(sessionId)
    else if (rightsOf(user) !== rightsOf(known)) onChanged(sessionId, user)
  }
}

function rightsOf({ role, queues, capacity, languages, name }: User): string {
  return JSON.stringify([role, queues, capacity, languages, name])
}

function listen(redis: Redis, look: () => void): Redis {
  const listener = redis.duplicate({ maxRetriesPerRequest: null })
  listener.on('error', () => undefined)
  listener.on('message', (_channel, text: string) => {
    if (Hint.safeParse(parse(text)).success) look()
  })
  listener.subscribe(CHANNEL).catch(() => undefined)
  return listener
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
