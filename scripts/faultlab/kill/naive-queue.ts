import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { freePort } from '../../../server/src/storage/children/free-port.ts'
import type { Tool } from '../../lib/tool.ts'

const THREADS = 20
const MESSAGES = 1500
const SEND_EVERY_MS = 2
const KILLS = 4
const KILL_EVERY_MS = 700
const QUIET_MS = 5000

/**
 * What most people build first: a message is acknowledged when it is in a queue, and a job for each is worked off by two
 * workers, with Redis as it comes. Its workers are killed as ours are, and in the end its queue's Redis.
 * @returns how many messages it lost, wrote twice and put out of order
 */
export async function runNaiveQueue({ tool }: { tool: Tool }): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-naive-'))
  const children = new Set<ChildProcess>()
  tool.defer(async () => {
    for (const child of children) child.kill('SIGKILL')
    await rm(dir, { recursive: true, force: true })
  })
  const [queuePort, recordPort] = [await freePort(), await freePort()]
  const redis = (port: number) => start(children, 'redis-server', plainRedis(port, dir))
  const queueRedis = await redis(queuePort)
  await redis(recordPort)
  const queueUrl = `redis://127.0.0.1:${queuePort}`
  const recordUrl = `redis://127.0.0.1:${recordPort}`
  const worker = () =>
    start(children, process.execPath, [...process.execArgv, workerFile, queueUrl, recordUrl])
  let workers = [await worker(), await worker()]
  const queue = new Queue('messages', { connection: { url: queueUrl, maxRetriesPerRequest: null } })
  queue.on('error', () => undefined)
  const sending = send(queue)
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(KILL_EVERY_MS)
    workers[0]?.kill('SIGKILL')
    workers = [...workers.slice(1), await worker()]
  }
  const acked = await sending
  await end(queueRedis)
  await redis(queuePort)
  await delay(QUIET_MS)
  const found = await readBack(recordUrl)
  await queue.close().catch(() => undefined)
  for (const child of children) await end(child)
  return judge(acked, found)
}

const workerFile = join(import.meta.dirname, 'naive-worker.ts')

/** As Debian has it: no append-only file. */
function plainRedis(port: number, dir: string): string[] {
  return ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir]
}

/** Starts a program and waits for its first words. */
async function start(children: Set<ChildProcess>, command: string, args: string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  children.add(child)
  await once(child.stdout, 'data')
  child.stdout.resume()
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** A message to each thread in turn. @returns what the queue acknowledged, by thread */
async function send(queue: Queue): Promise<Map<string, number[]>> {
  const acked = new Map<string, number[]>()
  for (let n = 0; n < MESSAGES; n++) {
    const thread = `t${n % THREADS}`
    await queue.add('message', { thread, n })
    acked.set(thread, [...(acked.get(thread) ?? []), n])
    await delay(SEND_EVERY_MS)
  }
  return acked
}

async function readBack(url: string): Promise<Map<string, number[]>> {
  const record = new Redis(url)
  const threads = Array.from({ length: THREADS }, (_, index) => `t${index}`)
  const logs = await Promise.all(threads.map((thread) => record.lrange(`log:${thread}`, 0, -1)))
  record.disconnect()
  return new Map(threads.map((thread, index) => [thread, (logs[index] ?? []).map(Number)]))
}

function judge(acked: Map<string, number[]>, found: Map<string, number[]>): Record<string, number> {
  let [lost, twice, misordered] = [0, 0, 0]
  for (const [thread, sent] of acked) {
    const log = found.get(thread) ?? []
    lost += sent.filter((n) => !log.includes(n)).length
    twice += log.length - new Set(log).size
    misordered += log.filter((n, index) => n < Math.max(...log.slice(0, index), -1)).length
  }
  return { lost, 'done twice': twice, 'out of order': misordered }
}
