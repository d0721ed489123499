import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Random } from '../../../server/src/demo/random.ts'
import type { Kind, Part, Stack } from '../../lib/stack.ts'
import { shuffled } from '../../replay/dialogues.ts'
import type { Lab } from '../live/lab.ts'
import { probe } from '../live/probe.ts'
import type { FaultWindow } from '../live/traffic.ts'

/** Longer than the lease of a thread, so that another worker goes on and the paused one comes back too late. */
const PAUSE_MS = 5500
const DOWN_MS = 300
const MOST_STARTS = 8

const kinds = ['web', 'worker', 'store', 'redis', 'pause', 'two', 'flush'] as const
export type FaultKind = (typeof kinds)[number]

export interface Injected {
  readonly kind: FaultKind
  readonly what: string
  /** ms until a new customer was answered; undefined when that took more than a minute. */
  readonly recoveryMs: number | undefined
}

/** One fault after another until the time is over: all kinds in turn by chance, at chance moments. */
export async function injectKills(
  { stack, account }: Lab,
  { isOver }: FaultWindow,
  random: Random,
): Promise<Injected[]> {
  const injected: Injected[] = []
  for (let deck: FaultKind[] = []; !isOver(); ) {
    if (deck.length === 0) deck = shuffled(kinds, random)
    const kind = deck.pop() ?? 'web'
    await delay(random.whole(200, 1500))
    const since = performance.now()
    const { what, back } = await inject(stack, kind, random)
    // By the process that was killed, where it serves customers: that the other one goes on is not its recovery.
    const url = stack.urls[Math.max(0, webNumber(what))] ?? ''
    const [recoveryMs] = await Promise.all([probe(url, account, since), back])
    injected.push({ kind, what, recoveryMs })
  }
  return injected
}

interface Fault {
  readonly what: string
  /** Resolves when everything runs again. */
  readonly back: Promise<unknown>
}

async function inject(stack: Stack, kind: FaultKind, random: Random): Promise<Fault> {
  const any = (of: Kind): Part => random.pick(stack.parts.filter((part) => part.kind === of))
  switch (kind) {
    case 'flush':
      await flush(stack)
      return { what: 'redis FLUSHALL', back: Promise.resolve() }
    case 'pause':
      return pause(any('worker'))
    case 'two': {
      const [first, second] = shuffled(stack.parts, random)
      const both = [first, second].flatMap((part) => (part ? [killed(part)] : []))
      const faults = await Promise.all(both)
      return {
        what: faults.map(({ what }) => what).join(' and '),
        back: Promise.all(faults.map(({ back }) => back)),
      }
    }
    default:
      return await killed(any(kind))
  }
}

async function killed(part: Part): Promise<Fault> {
  await part.kill()
  return { what: `kill -9 ${part.name}`, back: startAgain(part) }
}

/** What cannot start because another one is down too tries again, as a supervisor would let it. */
async function startAgain(part: Part): Promise<void> {
  for (let start = 1; ; start++) {
    await delay(DOWN_MS)
    try {
      await part.start()
      return
    } catch (error) {
      if (start >= MOST_STARTS) throw error
    }
  }
}

function pause(part: Part): Fault {
  const pid = part.pid()
  process.kill(pid, 'SIGSTOP')
  const back = delay(PAUSE_MS).then(() => process.kill(pid, 'SIGCONT'))
  return { what: `SIGSTOP ${part.name}`, back }
}

async function flush({ redisUrl }: Stack): Promise<void> {
  const redis = new Redis(redisUrl)
  try {
    await redis.flushall()
  } finally {
    redis.disconnect()
  }
}

/** 0 for `web-1`; -1 when no web process was killed. */
function webNumber(what: string): number {
  const [, number] = /web-(\d)/.exec(what) ?? []
  return number === undefined ? -1 : Number(number) - 1
}
