import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultModelPath } from '@parley/nlp-models'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roleSessions } from '../../test/support/door.ts'
import { startRedis, type TestRedis } from '../../test/support/redis.ts'
import { sessionCookie } from '../agents/cookie.ts'
import type { Sessions } from '../agents/session.ts'
import { readConfig } from '../config.ts'
import type { HealthReport } from '../contract/index.ts'
import { fault } from '../health/fault.ts'
import { connectRedis } from '../storage/redis.ts'
import { createHttpApp } from './app.ts'
import { createHealth, healthRoutes } from './health.ts'
import { diskCheck, modelCheck, modelFileCheck, openFilesCheck, redisCheck } from './health-checks.ts'
import { createLimits } from './limits.ts'

const dir = mkdtempSync(join(tmpdir(), 'parley-health-'))
const config = readConfig({
  PARLEY_DATA_DIR: dir,
  NODE_ENV: 'test',
  PARLEY_LOG_LEVEL: 'silent',
  PARLEY_METRICS_TOKEN: 'a-token-for-metrics',
})
const cookie = sessionCookie(config)
let server: TestRedis
let redis: ReturnType<typeof connectRedis>
let http: Server
let base = ''
let storeWrites = true
let modelLoaded = true

beforeAll(async () => {
  server = await startRedis()
  redis = connectRedis(server.url, 'test')
  await redis.ping()
  const health = createHealth()
  health.register({
    name: 'store',
    required: true,
    otherwise: fault('store_away'),
    check: async () => {
      if (!storeWrites) throw new Error('connect ECONNREFUSED 10.0.0.7')
      return []
    },
  })
  health.register(redisCheck(redis))
  health.register(modelCheck(() => modelLoaded))
  health.register(diskCheck(dir, 1))
  const metrics = new Registry()
  const parts = { config, sessions: roleSessions as Sessions, cookie, metrics }
  const routes = healthRoutes({ ...parts, health })
  const app = createHttpApp({
    company: () => 'Northwind',
    ...parts,
    log: pino({ level: 'silent' }),
    limits: createLimits(redis),
    routes,
    staticFolders: {},
  })
  http = createServer(app)
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  const address = http.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(async () => {
  redis.disconnect()
  http.closeAllConnections()
  http.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function ready(): Promise<{ status: number; report: HealthReport }> {
  const answer = await fetch(`${base}/health/ready`)
  return { status: answer.status, report: (await answer.json()) as HealthReport }
}

describe('/health/ready', () => {
  test('a disk that is too full takes no traffic', async () => {
    const health = createHealth()
    // More than there is: a disk that is filled for a test would be everybody's.
    health.register(diskCheck(dir, 2 ** 60))
    expect(await health.report()).toMatchObject({
      status: 'not_ready',
      problems: [{ name: 'disk', code: 'disk_full', detail: expect.stringMatching(/^\d+ MB$/) }],
    })
    const elsewhere = createHealth()
    elsewhere.register(diskCheck(dir, 1000, () => 999))
    expect(await elsewhere.report()).toMatchObject({ status: 'not_ready', checks: { disk: 'failed' } })
    const missing = createHealth()
    missing.register(diskCheck(`${dir}/nowhere`, 1))
    expect(await missing.report()).toMatchObject({ status: 'not_ready', checks: { disk: 'failed' } })
  })

  test('who is being stopped says so at once and takes no traffic', async () => {
    const health = createHealth()
    expect(await health.report()).toMatchObject({ status: 'ready' })
    health.leave()
    expect(await health.report()).toMatchObject({ status: 'not_ready', problems: [{ name: 'leaving' }] })
  })

  test('all is well', async () => {
    expect(await ready()).toEqual({
      status: 200,
      report: {
        status: 'ready',
        problems: [],
        checks: { store: 'ok', redis: 'ok', model: 'ok', disk: 'ok' },
      },
    })
  })

  test('says in words what is worse when Redis is killed, and when it is back', async () => {
    await server.kill()
    await expect.poll(async () => (await ready()).report.status, { timeout: 5000 }).toBe('degraded')
    const { status, report } = await ready()
    expect(status).toBe(200)
    expect(report.problems).toEqual([
      {
        name: 'redis',
        required: false,
        code: 'redis_away',
        problem: 'Redis does not answer, so answers come later and screens are not updated live.',
        mend: expect.stringContaining('REDIS_URL'),
      },
    ])
    await server.restart()
    await expect.poll(async () => (await ready()).report.status, { timeout: 8000 }).toBe('ready')
  })

  test('takes no traffic when the store takes no writes, and tells nothing of the inside', async () => {
    storeWrites = false
    modelLoaded = false
    await expect.poll(async () => (await ready()).status, { timeout: 3000 }).toBe(503)
    const { report } = await ready()
    expect(report.problems.map(({ name }) => name)).toEqual(['store', 'model'])
    expect(JSON.stringify(report)).not.toContain('10.0.0.7')
    storeWrites = true
    modelLoaded = true
  })

  test('living does not depend on anything', async () => {
    storeWrites = false
    expect((await fetch(`${base}/health/live`)).status).toBe(200)
    storeWrites = true
  })
})

describe('/metrics', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9' }
  test.each([
    ['this machine itself', {}, 200],
    ['someone behind a proxy', forwarded, 403],
    ['someone with a wrong token', { ...forwarded, authorization: 'Bearer a-token-for-metricX' }, 403],
    ['the token', { ...forwarded, authorization: 'Bearer a-token-for-metrics' }, 200],
    ['an agent', { ...forwarded, cookie: `${cookie.name}=agent` }, 403],
    ['an admin', { ...forwarded, cookie: `${cookie.name}=admin` }, 200],
  ])('%s', async (_who, headers, status) => {
    const answer = await fetch(`${base}/metrics`, { headers })
    expect(answer.status).toBe(status)
    if (status === 200)
      expect(await answer.text()).toMatch(/parley_http_request_seconds_count\{.*health\/ready/)
  })
})

test('what Redis is set up for is asked of Redis itself', async () => {
  const health = createHealth()
  health.register(redisCheck(redis))
  await redis.config('SET', 'appendonly', 'no')
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru')
  const { status, problems } = await health.report()
  expect(status).toBe('degraded')
  expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
    ['redis_no_aof', undefined],
    ['redis_evicts', 'allkeys-lru'],
  ])
})

test('the model file is judged by its checksum, and anew when it is another one', async () => {
  const file = join(dir, 'tried.model')
  const check = modelFileCheck(file)
  await expect(check.check()).rejects.toThrow()
  expect(check.otherwise?.code).toBe('model_damaged')
  const good = await readFile(defaultModelPath)
  await writeFile(file, good)
  expect(await check.check()).toEqual([])
  good.fill(7, 1000, 1064)
  await writeFile(file, good)
  expect(await check.check()).toMatchObject([{ code: 'model_damaged' }])
})

test('this machine lets a process open files enough, or says that it does not', async () => {
  for (const { code } of await openFilesCheck().check()) expect(code).toBe('few_open_files')
})

describe('connectRedis', () => {
  test('reaches a socket in the file system, with a password', async () => {
    const socket = join(dir, 'redis.sock')
    const own = await startRedis(['--unixsocket', socket])
    await setPassword(own.url)
    for (const url of [`redis+unix://${socket}?password=p%40ss`, `redis://:p%40ss@127.0.0.1:${own.port}/0`]) {
      const client = connectRedis(url, 'socket')
      expect(await client.ping()).toBe('PONG')
      client.disconnect()
    }
    await own.stop()
  })

  test('gives up soon when nobody is there, and does not bring the process down', async () => {
    const client = connectRedis('redis://127.0.0.1:1', 'nobody')
    const start = performance.now()
    await expect(client.ping()).rejects.toThrow()
    expect(performance.now() - start).toBeLessThan(2000)
    client.disconnect()
  })
})

async function setPassword(url: string): Promise<void> {
  const client = connectRedis(url, 'setup')
  await client.config('SET', 'requirepass', 'p@ss')
  client.disconnect()
}
