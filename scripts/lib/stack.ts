import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { launchStore } from '@parley/embedded-store'
import { startServer } from '../../server/src/single-machine/server-process.ts'
import { freePort } from '../../server/src/storage/children/free-port.ts'
import { launchRedis } from '../../server/src/storage/children/launch-redis.ts'
import { keptSeed } from './kept-seed.ts'

export const root = resolve(import.meta.dirname, '../..')

export type Kind = 'store' | 'redis' | 'web' | 'worker' | 'server'

/** One process of the stack. It keeps its port and its data over restarts. */
export interface Part {
  readonly name: string
  readonly kind: Kind
  pid(): number
  /** Resolves when the process that runs now has ended, whatever it ended of. */
  ended(): Promise<unknown>
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
  /** Starts it again and waits until it is ready. */
  start(): Promise<void>
  /** Ends it in good order while something is done, and starts it again. */
  rest(work: () => Promise<unknown>): Promise<void>
}

export interface Stack {
  /** One per web process. */
  readonly urls: readonly string[]
  readonly parts: readonly Part[]
  readonly mongodbUri: string
  readonly redisUrl: string
  readonly masterKey: Buffer
  readonly dir: string
  /** Settings for code of the product that runs in this process, such as the seed. */
  readonly env: NodeJS.ProcessEnv
  stop(): Promise<void>
}

export interface StackShape {
  /** For the name of the temporary folder. */
  name: string
  /** Processes that only serve. */
  web?: number
  /** Processes that only work. */
  worker?: number
  /** Processes with both roles. */
  server?: number
  /** Puts something between the servers and these: is told where they listen, answers where the servers go. */
  between?: { store: (port: number) => Promise<number>; redis: (port: number) => Promise<number> }
  /** Fills the empty store before the first server starts. */
  seed?: (env: NodeJS.ProcessEnv) => Promise<unknown>
  /** Under this name the filled store is kept for the stacks that come after it in a test run. */
  keepSeedAs?: string
  /** More settings of the servers. */
  settings?: Readonly<Record<string, string>>
  /** More of the environment of one server, by its name such as `web-2`. */
  environmentOf?: (name: string) => Readonly<Record<string, string>>
  /** Prepares the empty folder; what it answers is done when everything has ended, before the folder goes. */
  prepare?: (dir: string) => Promise<() => Promise<void>>
  /** Told at once how to end it, so that an interrupted start leaves nothing behind. */
  defer?: (stop: () => Promise<void>) => void
}

/** A test's servers live for seconds: loading what most of them never need would take longer than what they do. */
const inTests = process.env['NODE_ENV'] === 'test' ? { PARLEY_WARM_UP: 'false' } : {}

interface Process {
  pid: number
  exited: Promise<unknown>
  kill(signal: NodeJS.Signals): void
  stop(): Promise<unknown>
}

/** Starts the built product with an embedded store and a Redis of its own, on free ports in a temporary folder. */
export async function startStack(shape: StackShape): Promise<Stack> {
  const dir = await mkdtemp(join(tmpdir(), `parley-${shape.name}-`))
  const parts: OwnPart[] = []
  const launching = new Set<Promise<unknown>>()
  let leave: (() => Promise<void>) | undefined
  let stopping = false
  const stop = async (): Promise<void> => {
    stopping = true
    // What is just being born would make its folder again after it was removed.
    await Promise.allSettled(launching)
    // Servers first: they finish what they have begun, and need the others for that.
    const servers = parts.filter(({ kind }) => kind !== 'store' && kind !== 'redis')
    await Promise.allSettled(servers.map((part) => part.stop()))
    await Promise.allSettled(parts.map((part) => part.stop()))
    await leave?.()
    await rm(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  const add = async (name: string, kind: Kind, launch: () => Promise<Process>): Promise<OwnPart> => {
    if (stopping) throw new Error('The stack was stopped while it started')
    const birth = keepPart(name, kind, launch)
    launching.add(birth)
    try {
      const part = await birth
      parts.push(part)
      return part
    } finally {
      launching.delete(birth)
    }
  }
  shape.defer?.(stop)
  try {
    leave = await shape.prepare?.(dir)
    const password = randomBytes(18).toString('hex')
    const [storePort, redisPort] = [await freePort(), await freePort()]
    const mongodbUri = storeUri(storePort, password)
    const kept = keptSeed(shape.keepSeedAs)
    const known = await kept?.lay(dir)
    const store = await add('store', 'store', () =>
      startStore({ dir: join(dir, 'store'), port: storePort, password }),
    )
    await add('redis', 'redis', () => launchRedis({ dir: join(dir, 'redis'), port: redisPort, password }))
    const masterKey = known ?? randomBytes(32)
    const redisUrl = redisUriOf(redisPort, password)
    const env = { ...cleanEnv(), ...settingsOf({ dir, mongodbUri, redisUrl, masterKey }), NODE_ENV: 'test' }
    if (!known) {
      await shape.seed?.(env)
      if (kept) await store.rest(async () => await kept.keep(dir, masterKey))
    }
    const between = shape.between && {
      MONGODB_URI: storeUri(await shape.between.store(storePort), password),
      REDIS_URL: redisUriOf(await shape.between.redis(redisPort), password),
    }
    const urls: string[] = []
    const launches: (() => Promise<unknown>)[] = []
    for (const kind of ['server', 'web', 'worker'] as const) {
      for (let number = 1; number <= (shape[kind] ?? 0); number++) {
        const name = `${kind}-${number}`
        const port = await freePort()
        if (kind !== 'worker') urls.push(`http://127.0.0.1:${port}`)
        const settings = {
          ...env,
          ...between,
          ...serverSettings(kind, port),
          ...inTests,
          ...shape.settings,
          ...shape.environmentOf?.(name),
        }
        launches.push(() => add(name, kind, () => startNode(name, dir, settings)))
      }
    }
    const results = await Promise.allSettled(launches.map((launch) => launch()))
    for (const result of results) if (result.status === 'rejected') throw result.reason
    return { urls, parts, mongodbUri, redisUrl, masterKey, dir, env, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Brings the built server up to date with its sources. */
export async function buildServer(): Promise<void> {
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  try {
    await promisify(execFile)(tsc, ['-b', 'server'], { cwd: root })
    await promisify(execFile)(process.execPath, ['scripts/lib/bundle-server.mjs'], { cwd: root })
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    throw new Error(`The server does not build:\n${output.slice(0, 2000)}`)
  }
}

/** Brings everything up to date that is built: the server and both front ends. */
export async function buildAll(): Promise<void> {
  try {
    await promisify(execFile)('npm', ['run', 'build'], { cwd: root, maxBuffer: 16 * 1024 * 1024 })
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    throw new Error(`The product does not build:\n${output.slice(-2000)}`)
  }
}

interface OwnPart extends Part {
  stop(): Promise<unknown>
}

async function keepPart(name: string, kind: Kind, launch: () => Promise<Process>): Promise<OwnPart> {
  let process = await launch()
  let starting: Promise<unknown> = Promise.resolve()
  let stopped = false
  return {
    name,
    kind,
    pid: () => process.pid,
    ended: () => process.exited,
    async kill() {
      process.kill('SIGKILL')
      await process.exited
    },
    async start() {
      if (stopped) throw new Error(`${name} was stopped for good`)
      const next = launch()
      starting = next.catch(() => undefined)
      process = await next
    },
    async rest(work) {
      await process.stop()
      await work()
      process = await launch()
    },
    async stop() {
      await starting
      if (stopped) return
      stopped = true
      await process.stop()
    },
  }
}

function storeUri(port: number, password: string): string {
  return `mongodb://parley:${password}@127.0.0.1:${port}/parley?authSource=admin&directConnection=true`
}

function redisUriOf(port: number, password: string): string {
  return `redis://:${password}@127.0.0.1:${port}`
}

/** The built store, as the product starts it: the sources would run through a loader. */
export const storeEntry = join(root, 'server', 'embedded-store', 'dist', 'main.js')

async function startStore(options: { dir: string; port: number; password: string }): Promise<Process> {
  const store = await launchStore({ ...options, entry: storeEntry })
  const child = store.process
  const exited =
    child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve()
  return { pid: store.pid, exited, kill: (signal) => void child.kill(signal), stop: store.stop }
}

async function startNode(name: string, dir: string, env: NodeJS.ProcessEnv): Promise<Process> {
  const server = await startServer({
    main: join(root, 'server', 'dist', 'bundle', 'main.js'),
    env,
    logFile: join(dir, 'logs', `${name}.log`),
  })
  return { pid: server.pid, exited: server.exited, kill: server.kill, stop: () => server.stop(10_000) }
}

function settingsOf(of: { dir: string; mongodbUri: string; redisUrl: string; masterKey: Buffer }) {
  return {
    MONGODB_URI: of.mongodbUri,
    REDIS_URL: of.redisUrl,
    PARLEY_DATA_DIR: of.dir,
    PARLEY_MASTER_KEY: of.masterKey.toString('base64'),
  }
}

function serverSettings(kind: 'server' | 'web' | 'worker', port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    PARLEY_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PARLEY_ROLES: kind === 'server' ? 'web,worker' : kind,
  }
}

/** Settings of this shell must not leak into a measurement. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PARLEY_|NODE_OPTIONS$|PORT$)/.test(name)),
  )
}
