import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../server/src/demo/random.ts'
import { type CpuUse, startCpuMeter } from '../../lib/cpu-meter.ts'
import type { ClientPlan } from '../live/crowd-contract.ts'
import type { Crowd } from '../live/start-crowd.ts'
import { type Judged, judgeShown, timesBack } from './judge.ts'

const LOOK_MS = 250
const PATIENCE_MS = 240_000
/** Messages come in this time after the fault. */
const WRITING_MS = 6000
const SETTLE_MS = 3000
/** The part of the time after the storm in which what comes anyway is measured. */
const CALM_MS = 10_000

/** Two servers, of which the first is killed with all clients on it. */
export interface Weather {
  readonly name: string
  readonly urls: readonly string[]
  /** What goes on when the first is gone: its CPU is that of the storm. */
  readonly survivors: readonly { name: string; pid(): number }[]
  readonly clients: readonly ClientPlan[]
  kill(): Promise<void>
  /** Sends a message to this client, by another way; resolves when it is acknowledged. */
  write(client: number, id: string): Promise<void>
}

export interface Ridden {
  readonly name: string
  readonly clients: number
  /** ms from the fault until each was back, sorted. */
  readonly back: readonly number[]
  readonly written: number
  readonly judged: Judged
  /** From the fault until all were back. */
  readonly storm: CpuUse
  readonly stormMs: number
  /** CPU of the survivors a second afterwards, with everybody there. */
  readonly calmMsPerSecond: number
}

/** Connects all to the first server, kills it, writes to some meanwhile, and waits until everybody is back. */
export async function rideStorm(
  weather: Weather,
  { crowd, random, messages }: { crowd: Crowd; random: Random; messages: number },
): Promise<Ridden> {
  const { name, urls, clients, survivors } = weather
  await crowd.connect(urls, clients)
  await delay(SETTLE_MS)
  const stopStorm = startCpuMeter([...survivors, crowd])
  const fault = performance.timeOrigin + performance.now()
  await weather.kill()
  const acked = new Map<number, string[]>()
  const writing = Array.from({ length: messages }, async (_, index) => {
    const client = random.whole(0, clients.length - 1)
    await delay(random.whole(0, WRITING_MS))
    const id = `storm-${index}-${client}`
    await weather.write(client, id)
    acked.set(client, [...(acked.get(client) ?? []), id])
  })
  const back = await untilBack(crowd, fault, clients.length)
  const stormMs = performance.timeOrigin + performance.now() - fault
  const storm = stopStorm()
  await Promise.all(writing)
  await delay(SETTLE_MS)
  const stopCalm = startCpuMeter([...survivors, crowd])
  await delay(CALM_MS)
  const calm = stopCalm()
  const judged = judgeShown(await crowd.shown(), acked)
  return {
    ...{ name, clients: clients.length, back, written: messages, judged, storm, stormMs },
    calmMsPerSecond: cpuOf(calm, survivors) / (CALM_MS / 1000),
  }
}

/** CPU of these, in ms. */
export function cpuOf({ byName }: CpuUse, of: readonly { name: string }[]): number {
  return of.reduce((sum, { name }) => sum + (byName[name] ?? 0), 0)
}

async function untilBack(crowd: Crowd, fault: number, count: number): Promise<number[]> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const { since } = await crowd.standing()
    const back = timesBack(since, fault)
    if (back.length >= count || performance.now() > deadline) return back
    await delay(LOOK_MS)
  }
}
