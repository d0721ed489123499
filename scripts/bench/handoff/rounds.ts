import { setTimeout as delay } from 'node:timers/promises'
import { type CpuUse, startCpuMeter } from '../../lib/cpu-meter.ts'
import { createPool, openLoop } from '../open-loop.ts'
import type { Asker } from './askers.ts'
import type { Asked } from './judge.ts'

/** Processes whose CPU is measured, and of which the servers' counts. */
type Processes = readonly { name: string; pid(): number }[]

export interface Round {
  readonly count: number
  readonly load: CpuUse
  readonly seconds: number
}

/** Asks as soon as the last agent wrapped up; answers how many handoffs a second that makes. */
export async function saturate(askers: readonly Asker[], texts: readonly string[], seconds: number) {
  const end = performance.now() + seconds * 1000
  const started = performance.now()
  const asked = await Promise.all(
    askers.map(async (asker, index) => {
      const done: Asked[] = []
      while (performance.now() < end)
        done.push(await asker.ask(texts[(index + done.length) % texts.length] ?? '', performance.now()))
      return done
    }),
  )
  return {
    asked: asked.flat(),
    perSecond: asked.flat().length / ((performance.now() - started) / 1000),
  }
}

/** Customers ask when it is their time, each with no more than one conversation. */
export async function askAtTimes(
  askers: readonly Asker[],
  { times, texts, processes }: { times: readonly number[]; texts: readonly string[]; processes: Processes },
): Promise<Round & { asked: readonly Asked[] }> {
  const pool = createPool(askers)
  const asked: Asked[] = []
  const measured = await metered(processes, async () => {
    await openLoop(times, async (index, due) => {
      const asker = await pool.take()
      asked.push(await asker.ask(texts[index % texts.length] ?? '', due))
      pool.give(asker)
    })
    return times.length
  })
  return { ...measured, asked }
}

/** Sends a message when it is its time; each ends when it was given to the server. */
export async function sendAtTimes(
  send: (index: number, due: number) => Promise<void>,
  { times, processes }: { times: readonly number[]; processes: Processes },
): Promise<Round> {
  return await metered(processes, async () => {
    await openLoop(times, send)
    return times.length
  })
}

/** What these processes do for so long while nobody asks for anything. */
export async function idleFor(seconds: number, processes: Processes): Promise<Round> {
  return await metered(processes, async () => {
    await delay(seconds * 1000)
    return 0
  })
}

async function metered(processes: Processes, work: () => Promise<number>): Promise<Round> {
  const started = performance.now()
  const stop = startCpuMeter(processes)
  const count = await work()
  return { count, load: stop(), seconds: (performance.now() - started) / 1000 }
}
