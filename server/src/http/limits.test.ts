import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../../test/support/redis.ts'
import { createAttempts } from '../agents/attempts.ts'
import { AppError } from '../errors.ts'
import { connectRedis } from '../storage/redis.ts'
import { addressKey, createLimits } from './limits.ts'

let server: TestRedis
let redis: ReturnType<typeof connectRedis>
beforeAll(async () => {
  server = await startRedis()
  redis = connectRedis(server.url, 'test')
  await redis.ping()
})
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

async function refusal(work: Promise<unknown>): Promise<AppError | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

test('counts over processes and says how long to wait', async () => {
  const rule = { name: 'shared', points: 3, seconds: 30 }
  const [one, other] = [createLimits(redis), createLimits(redis)]
  await one.consume(rule, 'a')
  await other.consume(rule, 'a')
  await one.consume(rule, 'a')
  const refused = await refusal(other.consume(rule, 'a'))
  expect(refused?.code).toBe('too_many_requests')
  expect(refused?.retryAfter).toBeGreaterThan(25)
  expect(await refusal(other.consume(rule, 'b'))).toBeUndefined()
})

test('a thousand guesses at once are judged five times, and the wait grows', async () => {
  const attempts = createAttempts(redis)
  const judged = async (): Promise<boolean> => {
    const refused = await refusal(attempts.begin('a@shop.example', '10.0.0.1'))
    if (refused) return false
    await attempts.failed('a@shop.example', '10.0.0.1')
    return true
  }
  const all = await Promise.all(Array.from({ length: 1000 }, judged))
  expect(all.filter(Boolean).length).toBeLessThanOrEqual(6)
  const refused = await refusal(attempts.begin('a@shop.example', '10.0.0.1'))
  expect(refused?.retryAfter).toBeGreaterThan(5)
  expect(await refusal(attempts.begin('a@shop.example', '10.0.0.2'))).toBeUndefined()
})

test('a success forgets the failures of the account', async () => {
  const attempts = createAttempts(redis)
  for (let n = 0; n < 8; n++) {
    expect(await refusal(attempts.begin('b@shop.example', '10.0.0.3'))).toBeUndefined()
    if (n % 4 === 3) await attempts.succeeded('b@shop.example', '10.0.0.3')
    else await attempts.failed('b@shop.example', '10.0.0.3')
  }
})

test('one address cannot try account after account', async () => {
  const attempts = createAttempts(redis)
  let judged = 0
  for (let n = 0; n < 80; n++) {
    if (await refusal(attempts.begin(`${n}@shop.example`, '10.0.0.4'))) continue
    judged++
    await attempts.failed(`${n}@shop.example`, '10.0.0.4')
  }
  expect(judged).toBe(50)
})

test('limits go on while Redis is down', async () => {
  await server.kill()
  await expect.poll(() => redis.status).not.toBe('ready')
  const limits = createLimits(redis)
  const attempts = createAttempts(redis)
  const rule = { name: 'alone', points: 2, seconds: 30 }
  const start = performance.now()
  await limits.consume(rule, 'a')
  await limits.consume(rule, 'a')
  expect((await refusal(limits.consume(rule, 'a')))?.code).toBe('too_many_requests')
  for (let n = 0; n < 5; n++) {
    await attempts.begin('c@shop.example', '10.0.0.5')
    await attempts.failed('c@shop.example', '10.0.0.5')
  }
  expect((await refusal(attempts.begin('c@shop.example', '10.0.0.5')))?.code).toBe('too_many_requests')
  expect(performance.now() - start).toBeLessThan(1000)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (ip, key) => {
  expect(addressKey(ip)).toBe(key)
})
