import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../server/src/demo/random.ts'
import type { Lab } from '../live/lab.ts'
import { probe } from '../live/probe.ts'
import type { FaultWindow } from '../live/traffic.ts'
import type { WallClock } from './wall-clock.ts'

const HOUR_S = 3600
const NOTICED_MS = 5000
const NEAR_MS = 60_000

export interface Jumps {
  count: number
  readonly recoveryMs: number[]
  readonly broken: string[]
}

/** Sets the clock of one process after the other an hour before or after, and right again, until the time is over. */
export async function jumpAgainAndAgain(
  of: { lab: Lab; url: string; clocks: readonly WallClock[]; random: Random; jumps: Jumps },
  { isOver }: FaultWindow,
): Promise<void> {
  const { lab, url, clocks, random, jumps } = of
  const now = clocks.map(() => 0)
  while (!isOver()) {
    const which = random.whole(0, clocks.length - 1)
    const next = random.pick([0, HOUR_S, -HOUR_S].filter((seconds) => seconds !== now[which]))
    await clocks[which]?.set(next)
    now[which] = next
    jumps.count += 1
    const since = performance.now()
    if (which === 0 && !(await shows(url, next)))
      jumps.broken.push(`the clock of ${url} did not jump by ${next} s: the lab is at fault`)
    await delay(random.whole(100, 900))
    // By the process that jumped, with whichever worker answers.
    const ms = await probe(url, lab.account, since)
    if (ms === undefined) jumps.broken.push(`no answer within a minute after a jump to ${next} s`)
    else jumps.recoveryMs.push(ms)
  }
  for (const clock of clocks) await clock.set(0)
}

/** Whether a web process tells this wall time in its answers. */
async function shows(url: string, seconds: number): Promise<boolean> {
  const until = performance.now() + NOTICED_MS
  while (performance.now() < until) {
    const answer = await fetch(`${url}/health/live`)
    await answer.body?.cancel()
    const told = Date.parse(answer.headers.get('date') ?? '')
    if (Math.abs(told - Date.now() - seconds * 1000) < NEAR_MS) return true
    await delay(100)
  }
  return false
}
