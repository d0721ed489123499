import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Random } from '../../server/src/demo/random.ts'
import type { Kind, Stack } from '../lib/stack.ts'
import { shuffled } from './dialogues.ts'

const DOWN_MS = 300
const MOST_STARTS = 5
const killable: readonly Kind[] = ['web', 'worker', 'store', 'redis']

export interface PlannedFault {
  /** Share of all messages after which it happens. */
  at: number
  what: Kind | 'flush'
}

export interface Fault {
  at: number
  what: string
  /** Until the process said that it is ready again. */
  readyMs: number
  /** Until the next message was acknowledged to any customer. */
  ackMs: number | undefined
  /** Starts that failed. */
  failedStarts: number
}

/** Each kind in turn by chance, so that four kills meet all four, at chance moments spread over the run; one flush. */
export function planFaults(kills: number, random: Random): PlannedFault[] {
  const kinds: Kind[] = []
  while (kinds.length < kills) kinds.push(...shuffled(killable, random))
  const planned = kinds
    .slice(0, kills)
    .map((what, index): PlannedFault => ({ at: (0.9 * (index + 0.2 + 0.6 * random.next())) / kills, what }))
  const flush: PlannedFault = { at: 0.3 + 0.4 * random.next(), what: 'flush' }
  return kills === 0 ? [] : [...planned, flush].sort((a, b) => a.at - b.at)
}

export interface FaultsRun {
  readonly done: readonly Fault[]
  /** An acknowledgement arrived. */
  acked(): void
  /** Resolves when all is up again; what was not due yet is not done any more. */
  stop(): Promise<void>
}

/** Injects the planned faults as the run gets on. One at a time: what is down comes back before the next. */
export function startFaults(deps: {
  stack: Stack
  planned: readonly PlannedFault[]
  random: Random
  progress: () => number
}): FaultsRun {
  const { stack, planned, random, progress } = deps
  const done: (Fault & { since: number })[] = []
  let stopped = false
  const work = (async () => {
    for (const fault of planned) {
      while (progress() < fault.at && !stopped) await delay(20)
      if (stopped) return
      const since = performance.now()
      const noted = { at: progress(), what: '', readyMs: 0, ackMs: undefined, failedStarts: 0, since }
      done.push(noted)
      await (fault.what === 'flush' ? flush(stack, noted) : killOne(stack, fault.what, noted, random))
      noted.readyMs = performance.now() - since
    }
  })()
  return {
    done,
    acked() {
      for (const fault of done) fault.ackMs ??= performance.now() - fault.since
    },
    async stop() {
      stopped = true
      await work
    },
  }
}

async function killOne(stack: Stack, kind: Kind, noted: Fault, random: Random): Promise<void> {
  const part = random.pick(stack.parts.filter((one) => one.kind === kind))
  noted.what = `kill -9 ${part.name}`
  await part.kill()
  await delay(DOWN_MS)
  for (;;) {
    try {
      await part.start()
      return
    } catch (error) {
      noted.failedStarts++
      if (noted.failedStarts >= MOST_STARTS) throw error
      await delay(DOWN_MS)
    }
  }
}

async function flush(stack: Stack, noted: Fault): Promise<void> {
  noted.what = 'redis FLUSHALL'
  const redis = new Redis(stack.redisUrl)
  try {
    await redis.flushall()
  } finally {
    redis.disconnect()
  }
}
