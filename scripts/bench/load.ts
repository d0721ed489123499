import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type CpuUse, startCpuMeter } from '../lib/cpu-meter.ts'
import { percentile } from '../lib/numbers.ts'
import type { Client, Contender } from './contender.ts'

const WARM_MS = 2000

export interface LoadResult {
  turns: number
  perSecond: number
  p50: number
  p99: number
  /** CPU ms a turn, by process, without this driver. */
  cpu: Readonly<Record<string, number>>
  cpuTotal: number
  writes: number
  reads: number
  load: CpuUse
}

export interface Load {
  readonly seconds: number
  /**
   * Turns a second of all clients together, whether or not the ones before were quick: each has its places in time. Without it
   * the loop is closed: each client asks as soon as it was answered.
   */
  readonly rate?: number
}

/** Asks and asks; what ends in the window of time counts. */
export async function runLoad(
  contender: Contender,
  clients: readonly Client[],
  texts: readonly string[],
  { seconds, rate }: Load,
): Promise<LoadResult> {
  let measuring = false
  const over = new AbortController()
  // Each client that waits for its place listens.
  setMaxListeners(clients.length + 1, over.signal)
  const times: number[] = []
  const began = performance.now()
  const period = rate === undefined ? 0 : (clients.length * 1000) / rate
  const ask = async (client: Client, index: number): Promise<void> => {
    for (let turn = 0; ; turn++) {
      await untilPlace(began + (turn + index / clients.length) * period, over.signal)
      if (over.signal.aborted) return
      const { answerMs } = await client.turn(texts[(index * 7 + turn) % texts.length] ?? '')
      if (measuring) times.push(answerMs)
    }
  }
  const asking = Promise.all(clients.map(ask))
  const wait = (ms: number): Promise<unknown> =>
    Promise.race([asking, new Promise((resolve) => setTimeout(resolve, ms))])
  await wait(WARM_MS)
  const before = await contender.commands()
  const stopMeter = startCpuMeter(contender.processes)
  const started = performance.now()
  measuring = true
  await wait(seconds * 1000)
  measuring = false
  const elapsed = (performance.now() - started) / 1000
  const load = stopMeter()
  const after = await contender.commands()
  over.abort()
  await asking
  const turns = Math.max(1, times.length)
  const own = Object.entries(load.byName).filter(([name]) => name !== 'driver')
  return {
    turns: times.length,
    perSecond: times.length / elapsed,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpu: Object.fromEntries(own.map(([name, ms]) => [name, ms / turns])),
    cpuTotal: own.reduce((sum, [, ms]) => sum + ms, 0) / turns,
    writes: (after.writes - before.writes) / turns,
    reads: (after.reads - before.reads) / turns,
    load,
  }
}

async function untilPlace(at: number, signal: AbortSignal): Promise<void> {
  const left = at - performance.now()
  if (left > 0) await delay(left, undefined, { signal }).catch(() => undefined)
}
