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

/** A closed loop: each client asks as soon as it was answered. What begins and ends in the window of time counts. */
export async function runLoad(
  contender: Contender,
  clients: readonly Client[],
  texts: readonly string[],
  seconds: number,
): Promise<LoadResult> {
  let measuring = false
  let over = false
  const times: number[] = []
  const ask = async (client: Client, index: number): Promise<void> => {
    for (let turn = index * 7; !over; turn++) {
      const { answerMs } = await client.turn(texts[turn % texts.length] ?? '')
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
  over = true
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
