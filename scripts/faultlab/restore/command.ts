import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from '../../lib/stack.ts'

export interface Ended {
  readonly code: number | null
  /** What it said on standard error, without the bars. */
  readonly complaint: string
  /** From its first trace on the disk to its end. */
  readonly workMs: number
}

/** Runs one of the project's commands as an operator does. */
export async function runCommand(
  name: 'backup' | 'restore' | 'store',
  args: readonly string[],
  options: {
    masterKey: Buffer
    /** The first thing that it makes on the disk. */
    trace?: string
    /** SIGKILL so many ms after the first trace. */
    killAfterMs?: number
  },
): Promise<Ended> {
  const file = join(root, 'scripts', `${name}.ts`)
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', file, ...args], {
    cwd: root,
    env: { ...process.env, PARLEY_MASTER_KEY: options.masterKey.toString('base64') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const began = await firstTrace(child, options.trace)
  if (options.killAfterMs !== undefined) {
    await delay(options.killAfterMs)
    child.kill('SIGKILL')
  }
  const [code] = await ended
  const complaint = said
    .split('\n')
    .filter((line) => line !== '' && !line.includes('░') && !line.includes('█'))
  return { code, complaint: complaint.join(' '), workMs: performance.now() - began }
}

async function firstTrace(child: ChildProcess, trace: string | undefined): Promise<number> {
  while (trace && !existsSync(trace) && child.exitCode === null && child.signalCode === null) await delay(3)
  return performance.now()
}
