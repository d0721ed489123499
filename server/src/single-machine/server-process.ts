import { createWriteStream } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type Child, spawnChild } from '../storage/children/spawn-child.ts'
import { StartError } from './start-error.ts'

const Ready = z.object({
  ready: z.literal(true),
  port: z.number().optional(),
  /** Where an install without people is set up, with what proves to be its operator. */
  setup: z.string().optional(),
})
type Ready = z.infer<typeof Ready>
const LogLine = z.object({ level: z.number(), msg: z.string() })

export interface StartServer {
  /** What it is called when it fails. */
  name?: string
  /** The built `main.js`. */
  main: string
  args?: readonly string[]
  env: NodeJS.ProcessEnv
  logFile: string
  /** Hears what goes wrong while it runs. */
  onTrouble?: (line: string) => void
  /** What it means when a signal ends it while it starts. */
  endedBySignal?: string
  /** Until it says that it is ready. */
  withinMs?: number
}

export interface RunningServer extends Pick<Child, 'pid' | 'exited' | 'kill' | 'stop'> {
  readonly port: number | undefined
  readonly setupUrl: string | undefined
}

const MOST_LOG_BYTES = 50_000_000
const ERROR_LEVEL = 50
const MOST_SHOWN = 300
/** A log line as people read it while developing: time, level, words. */
const readableTrouble = /^\d\d:\d\d:\d\d\.\d+ (?:error|fatal) +(.*)$/

/**
 * Starts one process of the server and waits for its line that it is ready.
 *
 * @throws StartError with its own last words when it ends before
 */
export async function startServer({
  name = 'server',
  main,
  args = [],
  env,
  logFile,
  onTrouble,
  endedBySignal = 'it said nothing',
  withinMs = 60_000,
}: StartServer): Promise<RunningServer> {
  await rotate(logFile)
  const child = await spawnChild({ command: [process.execPath, main, ...args], env })
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
  log.on('error', (error) => onTrouble?.(`The log cannot be written: ${error.message}`))
  const heard = listen(child, (line) => log.write(`${line}\n`), onTrouble)
  void child.exited.then(() => log.end())
  const outcome = await Promise.race([
    heard.ready.then((ready) => ({ ready })),
    child.exited,
    timeout(withinMs).then(() => 'late' as const),
  ])
  if (outcome !== 'late' && 'ready' in outcome) {
    const { port, setup: setupUrl } = outcome.ready
    return { pid: child.pid, exited: child.exited, kill: child.kill, stop: child.stop, port, setupUrl }
  }
  await child.stop()
  const bySignal = outcome !== 'late' && outcome.signal !== null
  const why = outcome === 'late' ? `was not ready within ${withinMs / 1000} s` : 'ended while starting'
  throw new StartError(
    `The ${name} ${why}: ${heard.lastWords() || (bySignal ? endedBySignal : 'it said nothing')} (log: ${logFile})`,
  )
}

/** Follows what the process says: its ready line, its errors, and its last words for when it ends too soon. */
function listen(
  child: Child,
  write: (line: string) => void,
  onTrouble: ((line: string) => void) | undefined,
): { ready: Promise<Ready>; lastWords: () => string } {
  let lastWords = ''
  const { promise, resolve } = withResolvers<Ready>()
  createInterface(child.stdout).on('line', (line) => {
    const json = parse(line)
    const said = Ready.safeParse(json)
    // Who reads the log must not be able to set up the install.
    write(said.success ? line.replace(/"setup":"[^"]*"/, '"setup":true') : line)
    if (said.success) return resolve(said.data)
    const trouble = troubleIn(line, json)
    if (trouble === undefined) return
    lastWords = trouble
    onTrouble?.(trouble)
  })
  createInterface(child.stderr).on('line', (line) => {
    write(line)
    if (line.trim()) lastWords = line.trim()
  })
  return { ready: promise, lastWords: () => lastWords }
}

/** What a line of the log says, if it tells of an error. */
function troubleIn(line: string, json: unknown): string | undefined {
  const logged = LogLine.safeParse(json)
  if (logged.success) return logged.data.level < ERROR_LEVEL ? undefined : logged.data.msg
  return readableTrouble.exec(line)?.[1]?.slice(0, MOST_SHOWN)
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

async function rotate(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > MOST_LOG_BYTES) await rename(file, `${file}.1`)
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
