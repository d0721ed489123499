import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'
import { type ChildEnd, spawnChild } from './spawn-child.ts'

export interface LaunchRedis {
  /** Where its append-only file lies; made if missing. */
  dir: string
  /** A free one if not given. */
  port?: number
  password: string
  /** Path of the program; `redis-server` or `valkey-server` on PATH if not given. */
  program?: string
  env?: NodeJS.ProcessEnv | undefined
}

export interface RunningRedis {
  /** With the password: not for logs. */
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly exited: Promise<ChildEnd>
  kill(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

const READY_MS = 60_000
const HOST = '127.0.0.1'

/**
 * Starts a Redis that keeps what it is told: append-only file, nothing evicted, loopback only, with a password. Resolves
 * when it answers.
 *
 * @throws Error with one sentence when there is no Redis or it does not come up
 */
export async function launchRedis(options: LaunchRedis): Promise<RunningRedis> {
  const dir = resolve(options.dir)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const program = options.program ?? (await findRedis())
  if (!program) throw new Error('Neither redis-server nor valkey-server is installed.')
  const port = options.port ?? (await freePort())
  const config = join(dir, 'redis.conf')
  // A file, because every user of the machine may read the arguments of a process.
  await keepFile(config, redisConfig({ dir, port, password: options.password }))
  const child = await spawnChild({ command: [program, config], env: options.env, cwd: dir })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-2000)
    })
  }
  const deadline = performance.now() + READY_MS
  while (!(await answersPing(port, options.password))) {
    const end = child.ended()
    if (end) throw new Error(`Redis ended while starting (${end.signal ?? end.code}): ${lastLine(output)}`)
    if (performance.now() > deadline) {
      await child.stop()
      throw new Error(`Redis did not answer within ${READY_MS / 1000} s: ${lastLine(output)}`)
    }
    await delay(25)
  }
  return {
    url: `redis://:${encodeURIComponent(options.password)}@${HOST}:${port}`,
    port,
    pid: child.pid,
    exited: child.exited,
    kill: child.kill,
    stop: async () => {
      await child.stop()
    },
  }
}

/** The Redis or Valkey program on PATH. */
export async function findRedis(): Promise<string | undefined> {
  for (const program of ['redis-server', 'valkey-server']) {
    try {
      await promisify(execFile)(program, ['--version'])
      return program
    } catch {
      // The next name may exist.
    }
  }
  return undefined
}

function redisConfig({ dir, port, password }: { dir: string; port: number; password: string }): string {
  const lines = [
    `bind ${HOST}`,
    `port ${port}`,
    'protected-mode yes',
    `requirepass "${password.replace(/["\\]/g, '\\$&')}"`,
    `dir "${dir.replace(/["\\]/g, '\\$&')}"`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'loglevel warning',
  ]
  return `${lines.join('\n')}\n`
}

/** Written only when it changes: beginning it anew on a full disk would leave it empty, and no Redis would start. */
async function keepFile(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await writeFile(file, text, { mode: 0o600 })
}

/** One PING over a connection of its own; while Redis still loads its file the answer is an error, not PONG. */
function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolvePing) => {
    const socket = createConnection({ port, host: HOST })
    let answer = ''
    const end = (pong: boolean): void => {
      socket.destroy()
      resolvePing(pong)
    }
    socket.setTimeout(1000, () => end(false))
    socket.on('error', () => end(false))
    socket.on('close', () => end(false))
    socket.on('data', (chunk) => {
      answer += chunk
      if (answer.includes('+PONG')) end(true)
      else if (/-(LOADING|WRONGPASS|NOAUTH|ERR)/.test(answer)) end(false)
      // It is up, and refuses writes because its disk is full.
      else if (/-MISCONF/.test(answer)) end(true)
    })
    const words = ['AUTH', password]
    const auth = `*2\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
    socket.write(`${auth}*1\r\n$4\r\nPING\r\n`)
  })
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() || 'it said nothing'
}
