import { readFile, stat, statfs } from 'node:fs/promises'
import { verifyModelFile } from '@parley/nlp-models'
import type { Redis } from 'ioredis'
import type { Connection } from 'mongoose'
import type { Fault } from '../contract/index.ts'
import { readRedisClock, readStoreClock } from '../health/clocks.ts'
import { fault } from '../health/fault.ts'
import { judgeClock, judgeDisk, judgeOpenFiles, judgeRedis, judgeStore } from '../health/judge.ts'
import { readStoreFacts } from '../health/store-facts.ts'
import { isAlive, proveWrite } from '../storage/heartbeat.ts'
import { readRedisSafety } from '../storage/redis.ts'
import type { HealthCheck } from './health.ts'

/** How others are set up changes seldom: it is asked this often, however often the probes come. */
const SELDOM_MS = 10_000

/** A durable write and its acknowledgement, as every message needs them. */
export function storeCheck(connection: Connection): HealthCheck {
  return {
    name: 'store',
    required: true,
    otherwise: fault('store_away'),
    check: async () => {
      await proveWrite(connection)
      return []
    },
  }
}

/** Whether the store can keep what it acknowledges. That it answers at all is another check's. */
export function durabilityCheck(connection: Connection): HealthCheck {
  return {
    name: 'durability',
    required: false,
    check: seldom(async () => judgeStore(await readStoreFacts(connection))),
  }
}

/** Parley works without Redis, by sweeping the store: slower, and no process tells the others what is new. */
export function redisCheck(redis: Redis): HealthCheck {
  return {
    name: 'redis',
    required: false,
    otherwise: fault('redis_away'),
    check: async () => {
      // Commands would wait for a connection; the state is known already.
      if (redis.status !== 'ready') return [fault('redis_away')]
      await redis.ping()
      return judgeRedis(await readRedisSafety(redis))
    },
  }
}

/** Clocks of three machines at most; who does not answer is another check's. */
export function clockCheck(connection: Connection, redis: Redis): HealthCheck {
  return {
    name: 'clock',
    required: false,
    check: seldom(async () => {
      const [store, other] = await Promise.all([
        readStoreClock(connection).catch(() => undefined),
        redis.status === 'ready' ? readRedisClock(redis).catch(() => undefined) : undefined,
      ])
      return [...(store ? judgeClock('store', store) : []), ...(other ? judgeClock('redis', other) : [])]
    }),
  }
}

/** Without a model every conversation goes to people, but none is lost. */
export function modelCheck(isLoaded: () => boolean): HealthCheck {
  return {
    name: 'model',
    required: false,
    check: async () => (isLoaded() ? [] : [fault('model_missing')]),
  }
}

/** Whether the next start finds a model: read again only when the file is another one. */
export function modelFileCheck(path: string): HealthCheck {
  let known: { stamp: string; faults: readonly Fault[] } | undefined
  return {
    name: 'model_file',
    required: false,
    otherwise: fault('model_damaged'),
    check: async () => {
      const { mtimeMs, size, ino } = await stat(path)
      const stamp = `${ino} ${size} ${mtimeMs}`
      if (known?.stamp !== stamp) {
        const damaged = await verifyModelFile(path).then(
          () => [],
          () => [fault('model_damaged')],
        )
        known = { stamp, faults: damaged }
      }
      return known.faults
    },
  }
}

/** Whether any worker, here or elsewhere, was seen in the last ten seconds. */
export function workerCheck(connection: Connection): HealthCheck {
  return {
    name: 'worker',
    required: false,
    otherwise: fault('worker_away'),
    check: async () => ((await isAlive(connection, 'worker')) ? [] : [fault('worker_away')]),
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
    otherwise: fault('disk_unreadable'),
    check: async () => {
      const { bavail, bsize } = await statfs(folder)
      const free = Math.min(bavail * bsize, storeFreeBytes() ?? Number.POSITIVE_INFINITY)
      return judgeDisk(free, neededBytes)
    },
  }
}

export function openFilesCheck(): HealthCheck {
  return {
    name: 'open_files',
    required: false,
    // Only Linux tells.
    check: seldom(async () =>
      judgeOpenFiles(await readFile('/proc/self/limits', 'utf8').catch(() => undefined)),
    ),
  }
}

/** Remembers the answer for a while; what could not be asked is asked again at once. */
function seldom(look: HealthCheck['check']): HealthCheck['check'] {
  let last: { at: number; faults: readonly Fault[] } | undefined
  return async () => {
    if (!last || performance.now() - last.at > SELDOM_MS)
      last = { faults: await look(), at: performance.now() }
    return last.faults
  }
}
