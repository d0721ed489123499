import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface LaunchOptions {
  readonly dir: string
  /** 0 or absent: a free one. */
  readonly port?: number
  /** The path of a Unix socket instead of a port; its folder must be the owner's alone. */
  readonly socket?: string
  /** At least 8 printable ASCII characters; absent: a random one that only the URI knows. */
  readonly password?: string
  /** Another entry file than this package's own. */
  readonly entry?: string
  /** Further arguments for the store. */
  readonly storeArgs?: readonly string[]
}

export interface LaunchedStore {
  /** For any MongoDB driver; holds the password. */
  readonly uri: string
  readonly port: number
  readonly pid: number
  readonly process: ChildProcess
  /** Ends the process and waits until its data is closed. */
  stop(): Promise<void>
}

const USER = 'parley'
const START_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 10_000

/**
 * Starts the store as a child process that ends with this one, and waits until it answers.
 * @throws Error with the child's own sentence when it cannot start.
 */
export async function launchStore(options: LaunchOptions): Promise<LaunchedStore> {
  const password = options.password ?? randomBytes(24).toString('base64url')
  const child = spawnStore(options, password)
  const { port, pid } = await untilReady(child)
  const place = options.socket === undefined ? `127.0.0.1:${port}` : encodeURIComponent(options.socket)
  return {
    uri: `mongodb://${USER}:${encodeURIComponent(password)}@${place}/parley?authSource=admin&directConnection=true`,
    port,
    pid,
    process: child,
    stop: () => stop(child),
  }
}

function spawnStore(
  { dir, port = 0, socket, entry, storeArgs = [] }: LaunchOptions,
  password: string,
): ChildProcess {
  const own = fileURLToPath(import.meta.url)
  const fromSources = extname(own) === '.ts'
  const file = entry ?? join(dirname(own), fromSources ? 'main.ts' : 'main.js')
  const loader = fromSources && !entry ? ['--import', 'tsx', '--conditions=source'] : []
  const args = [
    ...loader,
    file,
    '--dir',
    dir,
    '--port',
    String(port),
    '--user',
    USER,
    '--exit-with-parent',
    ...(socket === undefined ? [] : ['--socket', socket]),
    ...storeArgs,
  ]
  // The password travels by environment: arguments are visible to every user of the machine.
  // biome-ignore lint/style/noProcessEnv: the child needs the parent's PATH and locale
  const env = { ...process.env, PARLEY_STORE_PASSWORD: password }
  return spawn(process.execPath, args, { cwd: dirname(own), env, stdio: ['pipe', 'pipe', 'pipe'] })
}

function untilReady(child: ChildProcess): Promise<{ port: number; pid: number }> {
  return new Promise((resolve, reject) => {
    let output = ''
    let complaint = ''
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the embedded store did not start in time'))
    }, START_LIMIT_MS)
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-4000)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(limit)
      reject(
        new Error(
          complaint.trim() ||
            `the embedded store ended at once (${signal ?? `code ${code}`}); its data file may be damaged`,
        ),
      )
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const ready = readyLine(output)
      if (!ready) return
      clearTimeout(limit)
      resolve(ready)
    })
  })
}

function readyLine(output: string): { port: number; pid: number } | undefined {
  for (const line of output.split('\n').slice(0, -1)) {
    if (!line.startsWith('{"ready":true')) continue
    const { port, pid } = JSON.parse(line) as { port: number; pid: number }
    return { port, pid }
  }
  return undefined
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    child.once('exit', () => {
      clearTimeout(limit)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
