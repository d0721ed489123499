import type { Redis } from 'ioredis'
import type { Connection } from 'mongoose'
import type { ClockFacts } from './judge.ts'

/** How far the store's wall clock is before this machine's. */
export async function readStoreClock(connection: Connection): Promise<ClockFacts | undefined> {
  return await compare(async () => {
    const local: unknown = (await connection.db?.admin().command({ hello: 1 }))?.['localTime']
    return local instanceof Date ? local.getTime() : undefined
  })
}

export async function readRedisClock(redis: Redis): Promise<ClockFacts | undefined> {
  return await compare(async () => {
    const [seconds, microseconds] = await redis.time()
    return Number(seconds) * 1000 + Number(microseconds) / 1000
  })
}

async function compare(readOther: () => Promise<number | undefined>): Promise<ClockFacts | undefined> {
  const before = Date.now()
  const other = await readOther()
  const wayMs = Date.now() - before
  return other === undefined ? undefined : { aheadMs: other - before - wayMs / 2, wayMs }
}
