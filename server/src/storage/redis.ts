import { Redis, type RedisOptions } from 'ioredis'
import type { RedisFacts } from '../health/judge.ts'
import type { Logger } from '../log.ts'

/**
 * hint: what asks gives up soon and goes on without · jobs: BullMQ blocks on its connections and retries by itself ·
 * live: Socket.IO's stream, read by blocking for five seconds at a time.
 */
export type RedisUse = 'hint' | 'jobs' | 'live'

export interface RedisConnectOptions {
  log?: Logger
  use?: RedisUse
}

/**
 * A Redis that hangs is worse than one that is gone, because its connection stands. A connection on which an answer
 * stays out for so long is given up; then it counts as not ready, which everybody here knows how to live with.
 */
const patience: Readonly<Record<RedisUse, RedisOptionsOf>> = {
  hint: { maxRetriesPerRequest: 1, commandTimeout: 1000, socketTimeout: 1500 },
  jobs: { maxRetriesPerRequest: null, socketTimeout: 20_000 },
  live: { maxRetriesPerRequest: 1, socketTimeout: 10_000 },
}
type RedisOptionsOf = Pick<RedisOptions, 'maxRetriesPerRequest' | 'commandTimeout' | 'socketTimeout'>

/**
 * Opens a Redis connection that reconnects for ever and never brings the process down. `url` is `redis://`,
 * `rediss://`, `redis+unix:///path?password=…` or the path of a socket.
 */
export function connectRedis(
  url: string,
  name: string,
  { log, use = 'hint' }: RedisConnectOptions = {},
): Redis {
  const settings: Omit<RedisOptions, 'replyMapping'> = {
    ...addressOf(url),
    connectionName: `parley-${name}`,
    ...patience[use],
    connectTimeout: 2000,
    // What is asked at the same moment goes in one write, which is most of what a command costs at both ends. Not where
    // a read blocks: what is asked after it would wait for it.
    enableAutoPipelining: use !== 'live',
    retryStrategy: (attempt) => Math.min(100 * attempt, 1000),
    // After a failover the old primary answers READONLY until the connection is made again.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  }
  const redis = new Redis(settings)
  reportState(redis, name, log)
  return redis
}

/** The settings that decide whether this Redis loses or evicts data. */
export async function readRedisSafety(redis: Redis): Promise<RedisFacts> {
  const [appendonly, policy, info] = await Promise.all([
    readSetting(redis, 'appendonly'),
    readSetting(redis, 'maxmemory-policy'),
    redis.info('persistence'),
  ])
  return { appendonly, policy, aofFailing: /aof_last_write_status:err/.test(info) }
}

async function readSetting(redis: Redis, name: string): Promise<string | undefined> {
  try {
    const answer: unknown = await redis.config('GET', name)
    const value: unknown = Array.isArray(answer) ? answer[1] : Object(answer)[name]
    return typeof value === 'string' ? value : undefined
  } catch (error) {
    // Managed Redis services often rename or forbid CONFIG.
    if (error instanceof Error && /unknown command|NOPERM|not allowed/i.test(error.message)) return undefined
    throw error
  }
}

function addressOf(url: string): RedisOptions {
  if (url.startsWith('/')) return { path: url }
  const parsed = new URL(url)
  const db = (text: string | null) => (text ? { db: Number(text) } : {})
  const secret = (text: string | null) => (text ? { password: decodeURIComponent(text) } : {})
  if (parsed.protocol === 'redis+unix:' || parsed.protocol === 'unix:') {
    const { searchParams } = parsed
    const password = searchParams.get('password')
    return {
      path: decodeURIComponent(parsed.pathname),
      ...db(searchParams.get('db')),
      ...(password && { password }),
    }
  }
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port ? Number(parsed.port) : 6379,
    ...(parsed.username && { username: decodeURIComponent(parsed.username) }),
    ...secret(parsed.password),
    ...db(parsed.pathname.slice(1)),
    ...(parsed.protocol === 'rediss:' && { tls: {} }),
  }
}

/** One line when Redis goes and one when it comes back, however often the client tries in between. */
function reportState(redis: Redis, name: string, log?: Logger): void {
  let up: boolean | undefined
  redis.on('ready', () => {
    if (up === false) log?.info({ event: 'redis.connected', redis: name })
    up = true
  })
  // Without a listener the error event would end the process.
  redis.on('error', (error: Error) => {
    if (up !== false) log?.warn({ event: 'redis.lost', redis: name, reason: error.message })
    up = false
  })
}
