import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Tool } from '../../lib/tool.ts'
import type { WallClock } from './wall-clock.ts'

const RUN_MS = 14_000
const HOUR_S = 3600
/** After so many ms the clock is so many seconds beside the true time. */
const jumps = [
  [2000, HOUR_S],
  [5000, 0],
  [7000, -HOUR_S],
] as const
const Damage = z.object({ early: z.number(), late: z.number() })

/** The same jumps on timers that go by the clock of their process. @returns how many went off early and late */
export async function runNaiveTimers(tool: Tool, clock: WallClock): Promise<Record<string, number>> {
  await clock.set(0)
  const file = join(import.meta.dirname, 'naive-process.ts')
  const child = spawn(process.execPath, [...process.execArgv, file, String(RUN_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...clock.environment },
  })
  tool.defer(async () => void child.kill('SIGKILL'))
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => lines.push(line))
  const gone = once(child, 'exit')
  await once(child.stdout, 'data')
  let passed = 0
  for (const [at, seconds] of jumps) {
    await delay(at - passed)
    passed = at
    await clock.set(seconds)
  }
  await gone
  const { early, late } = Damage.parse(JSON.parse(lines.at(-1) ?? '{}'))
  return { 'timers too early': early, 'timers late or buried': late }
}
