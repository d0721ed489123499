import { setTimeout as delay } from 'node:timers/promises'
import { type CpuUse, startCpuMeter } from '../../lib/cpu-meter.ts'
import type { ClientPlan } from '../live/crowd-contract.ts'
import type { Gauge, Gauges } from '../live/gauges.ts'
import type { Crowd } from '../live/start-crowd.ts'

const WARM = 200
const SETTLE_MS = 3000

/** Somebody who holds connections, and the clients that connect. */
export interface Holder {
  readonly name: string
  readonly url: string
  /** The process whose memory is looked at. */
  pid(): number
  readonly processes: readonly { name: string; pid(): number }[]
  readonly clients: readonly ClientPlan[]
}

/** What connections cost: readings of the holder's process, and CPU while they came and while nothing happened. */
export interface Held {
  readonly name: string
  readonly clients: number
  readonly before: Gauge
  readonly held: Gauge
  /** When all are gone again. */
  readonly after: Gauge
  readonly connecting: CpuUse
  readonly idle: CpuUse
  /** What the holder does for as long without anybody. */
  readonly alone: CpuUse
  readonly idleSeconds: number
}

/** Connects all, waits, lets them idle and go. A few came and went before: what is loaded once is no connection's. */
export async function measureHeld(
  holder: Holder,
  { crowd, gauges, idleSeconds }: { crowd: Crowd; gauges: Gauges; idleSeconds: number },
): Promise<Held> {
  const { name, url, clients } = holder
  const processes = [...holder.processes, crowd]
  const read = async (): Promise<Gauge> => {
    await delay(SETTLE_MS)
    return await gauges.read(holder.pid())
  }
  await crowd.connect([url], clients.slice(0, WARM))
  await crowd.close()
  const before = await read()
  const idleFor = async (): Promise<CpuUse> => {
    const stop = startCpuMeter(processes)
    await delay(idleSeconds * 1000)
    return stop()
  }
  const alone = await idleFor()
  const stopConnecting = startCpuMeter(processes)
  await crowd.connect([url], clients)
  const connecting = stopConnecting()
  const held = await read()
  const idle = await idleFor()
  const { up } = await crowd.standing()
  if (up !== clients.length) throw new Error(`${name}: only ${up} of ${clients.length} are still connected`)
  await crowd.close()
  const after = await read()
  return { name, clients: clients.length, before, held, after, connecting, idle, alone, idleSeconds }
}
