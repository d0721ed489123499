import { describeLoad } from '../../lib/cpu-meter.ts'
import { percentile, rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { verdict } from '../bar.ts'
import type { Ridden } from './ride.ts'

const CPU_MS = 3
const LOST = 0

export interface StormFigures {
  clients: number
  back: number
  ms: { p50: number; p99: number; all: number }
  written: number
  lost: number
  doubled: number
  gaps: number
  cpuMsPerClient: number
  cpuMsByProcess: Record<string, number>
  foreign: number
}

/** CPU that the survivors took for each client that came back, messages that were written meanwhile included. */
export function figuresOf({
  clients,
  back,
  written,
  judged,
  storm,
  stormMs,
  calmMsPerSecond,
}: Ridden): StormFigures {
  const each = (ms: number): number => rounded(ms / clients, 2)
  const own = Object.entries(storm.byName).filter(([name]) => name !== 'clients' && name !== 'driver')
  const total = own.reduce((sum, [, ms]) => sum + ms, 0)
  // What goes on anyway, such as heartbeats of those who are connected, is no part of coming back.
  const anyway = (calmMsPerSecond * stormMs) / 1000
  return {
    clients,
    back: back.length,
    ms: {
      p50: rounded(percentile(back, 0.5)),
      p99: rounded(percentile(back, 0.99)),
      all: rounded(back.at(-1) ?? 0),
    },
    written,
    ...judged,
    cpuMsPerClient: each(Math.max(0, total - anyway)),
    cpuMsByProcess: Object.fromEntries(own.map(([name, ms]) => [name, each(ms)])),
    foreign: rounded(storm.foreign * 100),
  }
}

/** Prints each beside its bar, and last one line of JSON. The baseline loses what is written: that the lab would see it. */
export function report(ridden: readonly Ridden[], seed: number): void {
  const rows = ridden.map((one) => ({ ...one, figures: figuresOf(one) }))
  const judge = (name: string, value: number, most: number): string =>
    name === 'product' ? `≤ ${most} ${verdict(value, most)}` : 'baseline'
  const lines = rows.map(({ name, figures: { ms, ...one } }) => [
    name,
    `${one.back} of ${one.clients}`,
    ...[ms.p50, ms.p99, ms.all],
    `${one.lost} of ${one.written}`,
    judge(name, one.lost + one.doubled + one.gaps + (one.clients - one.back), LOST),
    one.doubled + one.gaps,
    one.cpuMsPerClient,
    judge(name, one.cpuMsPerClient, CPU_MS),
    `${one.foreign} %`,
  ])
  const head = ['after kill -9', 'back', '50 % ms', '99 % ms', 'all ms', 'lost', 'bar', 'doubled, gaps']
  console.log(`\n${table([...head, 'CPU ms a client', 'bar', 'others’ CPU'], lines)}\n`)
  for (const { name, figures, storm } of rows) {
    const parts = Object.entries(figures.cpuMsByProcess).map(([process, ms]) => `${process} ${ms}`)
    console.log(`${name}, CPU ms a client by process: ${parts.join(', ')}; ${describeLoad(storm)}`)
  }
  const figures = Object.fromEntries(rows.map((row) => [row.name, row.figures]))
  console.log(
    JSON.stringify({ bench: 'storm', seed, bars: { cpuMsPerClient: CPU_MS, lost: LOST }, ...figures }),
  )
}
