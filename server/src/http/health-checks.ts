import { statfs } from 'node:fs/promises'
import type { Redis } from 'ioredis'
import type { Connection } from 'mongoose'
import { isAlive, proveWrite } from '../storage/heartbeat.ts'
import { checkRedis } from '../storage/redis.ts'
import type { HealthCheck } from './health.ts'

/** A durable write and its acknowledgement, as every message needs them. */
export function storeCheck(connection: Connection): HealthCheck {
  return {
    name: 'store',
    required: true,
    otherwise: 'The store does not take writes, so no message can be accepted.',
    check: async () => {
      await proveWrite(connection)
      return undefined
    },
  }
}

/** Parley works without Redis, by sweeping the store: slower, and no process tells the others what is new. */
export function redisCheck(redis: Redis): HealthCheck {
  const otherwise = 'Redis does not answer, so answers come later and screens are not updated live.'
  return {
    name: 'redis',
    required: false,
    otherwise,
    check: async () => {
      // Commands would wait for a connection; the state is known already.
      if (redis.status !== 'ready') return otherwise
      await redis.ping()
      return (await checkRedis(redis))[0]
    },
  }
}

/** Without a model every conversation goes to people, but none is lost. */
export function modelCheck(isLoaded: () => boolean): HealthCheck {
  const otherwise = 'No language model is loaded, so the bot cannot understand what customers write.'
  return {
    name: 'model',
    required: false,
    otherwise,
    check: async () => (isLoaded() ? undefined : otherwise),
  }
}

/** Whether any worker, here or elsewhere, was seen in the last ten seconds. */
export function workerCheck(connection: Connection): HealthCheck {
  const otherwise = 'No worker is running, so messages are accepted but not answered.'
  return {
    name: 'worker',
    required: false,
    otherwise,
    check: async () => ((await isAlive(connection, 'worker')) ? undefined : otherwise),
  }
}

/** The data folder's disk and the store's, which turns customers away at the same mark (`storage/room.ts`). */
export function diskCheck(
  folder: string,
  neededBytes: number,
  storeFreeBytes: () => number | undefined = () => undefined,
): HealthCheck {
  return {
    name: 'disk',
    required: true,
    otherwise: 'The data folder cannot be read, so nothing can be kept.',
    check: async () => {
      const { bavail, bsize } = await statfs(folder)
      const free = Math.min(bavail * bsize, storeFreeBytes() ?? Number.POSITIVE_INFINITY)
      if (free >= neededBytes) return undefined
      const megabytes = Math.round(neededBytes / 1024 ** 2)
      return `Less than ${megabytes} MB are free in the data folder, so messages may soon not be kept.`
    },
  }
}
