import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

/** At most `points` in `seconds` for each key; rules of the same name share one count. */
export interface LimitRule {
  name: string
  points: number
  seconds: number
}

export interface Limits {
  /** @throws AppError `too_many_requests` with the seconds to wait */
  consume: (rule: LimitRule, key: string) => Promise<void>
}

/** Counts in Redis over all processes; while Redis is away each process counts for itself. */
export function createLimits(redis: Redis | undefined): Limits {
  const limiters = new Map<string, RateLimiterAbstract>()
  const limiterOf = (rule: LimitRule) => {
    const known = limiters.get(rule.name)
    if (known) return known
    const made = makeLimiter(redis, rule)
    limiters.set(rule.name, made)
    return made
  }
  return {
    consume: async (rule, key) => {
      try {
        await limiterOf(rule).consume(key)
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        throw new AppError('too_many_requests', {
          retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
        })
      }
    },
  }
}

/** What counts as one address: of IPv6 the /64 that a provider gives to one household. */
export function addressKey(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const gap = plain.includes('::')
    ? new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : []
  return `${[...left, ...gap, ...right].slice(0, 4).join(':')}::/64`
}

function makeLimiter(redis: Redis | undefined, { name, points, seconds }: LimitRule): RateLimiterAbstract {
  const options = { keyPrefix: `limit:${name}`, points, duration: seconds }
  const memory = new RateLimiterMemory(options)
  if (!redis) return memory
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  })
}
