import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort, portIsFree } from './free-port.ts'
import { keepRunning } from './keep-running.ts'
import { findRedis, launchRedis } from './launch-redis.ts'
import { spawnChild } from './spawn-child.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-children-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const env = { PATH: process.env['PATH'] }
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const untilGone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await delay(20)
}

describe('a child process', () => {
  test('is the program itself and ends when told', async () => {
    const child = await spawnChild({ command: ['sleep', '60'], env })
    expect(child.ended()).toBeUndefined()
    expect(await child.stop()).toEqual({ code: null, signal: 'SIGTERM' })
    expect(child.ended()).toBeDefined()
  })

  test('is killed when it does not end in time', async () => {
    const child = await spawnChild({
      command: ['sh', '-c', 'trap "" TERM; while :; do sleep 0.1; done'],
      env,
    })
    await delay(100)
    expect(await child.stop(200)).toEqual({ code: null, signal: 'SIGKILL' })
  })

  test('dies with its parent, even when that is killed', async () => {
    const source = fileURLToPath(new URL('./spawn-child.ts', import.meta.url))
    const script = `const { spawnChild } = await import(${JSON.stringify(source)})
const child = await spawnChild({ command: ['sleep', '60'], env: process.env })
console.log(child.pid)
setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
    const [chunk] = await once(parent.stdout, 'data')
    const pid = Number(String(chunk))
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await untilGone(pid)
  })
})

test('keeps a crashing program running until it is stopped', async () => {
  const crashes: number[] = []
  const pids: number[] = []
  const kept = await keepRunning({
    start: () => spawnChild({ command: ['sleep', '60'], env }),
    onStart: ({ pid }) => pids.push(pid),
    onCrash: ({ waitMs }) => crashes.push(waitMs),
    firstWaitMs: 5,
  })
  for (const count of [2, 3]) {
    kept.current().kill('SIGKILL')
    while (pids.length < count) await delay(5)
  }
  await kept.stop()
  expect(new Set(pids).size).toBe(3)
  expect(crashes).toEqual([10, 20])
  for (const pid of pids) await untilGone(pid)
})

test('knows a busy port from a free one', async () => {
  const port = await freePort()
  expect(await portIsFree(port, '127.0.0.1')).toBe(true)
  const child = await spawnChild({
    command: [
      process.execPath,
      '-e',
      `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('up'))`,
    ],
    env,
  })
  await once(child.stdout, 'data')
  expect(await portIsFree(port, '127.0.0.1')).toBe(false)
  await child.stop()
})

describe.skipIf(!(await findRedis()))('Redis', () => {
  test('keeps its data over a kill and refuses strangers', async () => {
    const password = 'pass"word'
    const first = await launchRedis({ dir, password, env })
    const redis = new Redis(first.url, { maxRetriesPerRequest: 1 })
    redis.on('error', () => undefined)
    await redis.set('greeting', 'hello')
    expect(await redis.config('GET', 'appendonly')).toContain('yes')
    expect(await redis.config('GET', 'maxmemory-policy')).toContain('noeviction')
    await delay(1100) // everysec: what a kill may cost
    redis.disconnect()
    first.kill('SIGKILL')
    await first.exited

    const second = await launchRedis({ dir, port: first.port, password, env })
    const again = new Redis(second.url, { maxRetriesPerRequest: 1 })
    expect(await again.get('greeting')).toBe('hello')
    again.disconnect()
    const stranger = new Redis(second.port, { maxRetriesPerRequest: 0, retryStrategy: () => null })
    stranger.on('error', () => undefined)
    await expect(stranger.get('greeting')).rejects.toThrow(/NOAUTH/)
    stranger.disconnect()
    await second.stop()
    expect(await readFile(join(dir, 'redis.conf'), 'utf8')).toContain('appendonly yes')
  })
})
