import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

export interface ChildOptions {
  /** Program and arguments. */
  command: readonly [string, ...string[]]
  /** Inherited if not given. */
  env?: NodeJS.ProcessEnv | undefined
  cwd?: string
}

export interface ChildEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface Child {
  readonly pid: number
  readonly stdout: Readable
  readonly stderr: Readable
  /** Resolves when the process is gone; never rejects. */
  readonly exited: Promise<ChildEnd>
  /** The end, once it came. */
  ended(): ChildEnd | undefined
  kill(signal: NodeJS.Signals): void
  /** SIGTERM, and SIGKILL when the time is over. */
  stop(graceMs?: number): Promise<ChildEnd>
}

const GRACE_MS = 10_000

/**
 * The program takes the shell's place, so its pid is ours to signal. Beside it sleeps a reader of our end of the pipe:
 * when this process dies, however it dies, the pipe closes and the reader takes the program along.
 */
const TIED = `exec 3<&0
(
  cat <&3 >/dev/null
  kill -TERM $$
  for second in 1 2 3 4 5 6 7 8 9 10 11 12; do kill -0 $$ || exit 0; sleep 1; done
  kill -KILL $$
) >/dev/null 2>&1 &
exec "$0" "$@" </dev/null 3<&-`

/** Starts a program that never outlives this process. Terminal signals do not reach it: its owner decides when it ends. */
export async function spawnChild({ command, env, cwd }: ChildOptions): Promise<Child> {
  const child = spawn('sh', ['-c', TIED, ...command], {
    env,
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  await once(child, 'spawn')
  const { pid } = child
  if (pid === undefined) throw new Error(`${command[0]} could not be started`)
  let end: ChildEnd | undefined
  const exited = new Promise<ChildEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      end = { code, signal }
      // The reader is all that is left of the group; while it is there, no other process can have got the pid.
      signalGroup(pid)
      resolve(end)
    })
  })
  child.stdin.on('error', () => undefined)
  const kill = (signal: NodeJS.Signals): void => {
    if (!end) child.kill(signal)
  }
  return {
    pid,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    ended: () => end,
    kill,
    async stop(graceMs = GRACE_MS) {
      kill('SIGTERM')
      const late = setTimeout(() => kill('SIGKILL'), graceMs)
      const how = await exited
      clearTimeout(late)
      return how
    },
  }
}

function signalGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is empty already.
  }
}
