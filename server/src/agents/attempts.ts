import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

const HOUR_S = 3600
const FIRST_DELAY_S = 15
const LONGEST_DELAY_S = 900
const FREE_PER_ACCOUNT = 5
// An office behind one address has many people who mistype.
const FREE_PER_ADDRESS = 50

export interface Attempts {
  /**
   * Counts an attempt before it is judged, so that a thousand at once are not a thousand judgements.
   *
   * @throws AppError `too_many_requests` with the seconds to wait
   */
  begin: (account: string, ip: string) => Promise<void>
  /** The attempt failed: after the free ones each failure makes the wait longer. */
  failed: (account: string, ip: string) => Promise<void>
  succeeded: (account: string, ip: string) => Promise<void>
}

/** Slows down guessing by account and address, and by address alone; nobody is ever locked out for good. */
export function createAttempts(redis: Redis | undefined): Attempts {
  const perAccount = counter(redis, 'sign-in:account', FREE_PER_ACCOUNT)
  const perAddress = counter(redis, 'sign-in:address', FREE_PER_ADDRESS)
  return {
    begin: async (account, ip) => {
      await perAddress.begin(ip)
      await perAccount.begin(`${ip}|${account}`)
    },
    failed: async (account, ip) => {
      await Promise.all([perAddress.failed(ip), perAccount.failed(`${ip}|${account}`)])
    },
    succeeded: async (account, ip) => {
      // The address keeps its earlier failures, or one own account would clean the slate for guessing others.
      await Promise.all([perAddress.takeBack(ip), perAccount.forget(`${ip}|${account}`)])
    },
  }
}

function counter(redis: Redis | undefined, name: string, free: number) {
  const attempts = limiter(redis, `${name}:n`, Number.MAX_SAFE_INTEGER)
  const gate = limiter(redis, `${name}:gate`, 1)

  /** Lets one attempt through and closes for the delay: of many at the same moment only one is judged. */
  async function pass(key: string, count: number): Promise<void> {
    try {
      await gate.consume(key, 1, { customDuration: delayAfter(count, free) })
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new AppError('too_many_requests', {
        retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
      })
    }
  }

  return {
    begin: async (key: string) => {
      const before = (await attempts.get(key))?.consumedPoints ?? 0
      if (before >= free) await pass(key, before)
      const { consumedPoints } = await attempts.penalty(key)
      if (before < free && consumedPoints > free) await pass(key, consumedPoints)
    },
    failed: async (key: string) => {
      const count = (await attempts.get(key))?.consumedPoints ?? 0
      if (count >= free) await gate.block(key, delayAfter(count, free))
    },
    takeBack: (key: string) => attempts.reward(key),
    forget: (key: string) => Promise.all([attempts.delete(key), gate.delete(key)]),
  }
}

function delayAfter(count: number, free: number): number {
  return Math.min(FIRST_DELAY_S * 2 ** Math.max(0, count - free), LONGEST_DELAY_S)
}

function limiter(redis: Redis | undefined, keyPrefix: string, points: number): RateLimiterAbstract {
  const options = { keyPrefix, points, duration: HOUR_S }
  const memory = new RateLimiterMemory(options)
  if (!redis) return memory
  // Without Redis each process counts for itself: weaker, but sign-in goes on and guessing stays slow.
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  })
}
