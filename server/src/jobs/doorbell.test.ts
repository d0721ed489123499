import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../test/support/redis.ts'
import { connectRedis } from '../storage/redis.ts'
import { answerDoorbell, createDoorbell } from './doorbell.ts'

const log = pino({ level: 'silent' })
let server: TestRedis
let redis: ReturnType<typeof connectRedis>

beforeAll(async () => {
  server = await startRedis()
  redis = connectRedis(server.url, 'test', { use: 'jobs' })
  await redis.ping()
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

const scriptsRun = async (): Promise<number> => {
  const stats = await redis.info('commandstats')
  const counts = [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+),.*rejected_calls=(\d+)/g)]
  return counts.reduce((sum, [, calls, rejected]) => sum + Number(calls) + Number(rejected), 0)
}

test('a Redis that refuses writes is asked again after a rest, and its rings are answered by itself afterwards', async () => {
  // As a full disk does it, with another word.
  await redis.config('SET', 'min-replicas-to-write', '1')
  const before = await scriptsRun()
  const answered: string[] = []
  const answering = answerDoorbell(redis, 1, async (thread) => void answered.push(thread), log)
  const doorbell = createDoorbell(redis, log)
  const until = performance.now() + 2500
  while (performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await scriptsRun()) - before).toBeLessThan(100)
  await redis.config('SET', 'min-replicas-to-write', '0')
  await expect
    .poll(() => {
      doorbell.ring('after')
      return answered
    })
    .toContain('after')
  doorbell.ring('later', 50)
  await expect.poll(() => answered).toContain('later')
  await doorbell.close()
  await answering.close()
})
