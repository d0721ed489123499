import { type CpuUse, describeLoad } from '../../lib/cpu-meter.ts'
import { rounded } from '../../lib/numbers.ts'
import { sparkline } from '../../lib/sparkline.ts'
import { table } from '../../lib/table.ts'
import { verdict } from '../bar.ts'
import type { Kept } from '../kept.ts'
import type { Growth, Lateness } from './figures.ts'
import type { Pace } from './traffic.ts'

const MB_PER_MINUTE = 1
const LATE_MS = 50
const LOST = 0

/** Growth with its bar; without one it is told for comparison. */
export type Judged<Of> = Of & { readonly judged: boolean }

export interface Soaked {
  readonly pace: Pace
  readonly growths: readonly Judged<Growth>[]
  readonly lateness: readonly Judged<Lateness>[]
  readonly kept: Kept
  /** Customers who could not go on, and why. */
  readonly broken: readonly string[]
  readonly cpu: CpuUse
  /** CPU ms of the processes for each message, of the product and of the echo. */
  readonly cpuPerTurn: { readonly product: number; readonly echo: number }
}

/** Prints each process with its course, and last one line of JSON. */
export function report({ pace, growths, lateness, kept, broken, cpu, cpuPerTurn }: Soaked): void {
  const bar = (judged: boolean, value: number, most: number): string[] =>
    judged ? [`< ${most}`, verdict(value, most)] : ['', 'for comparison']
  const memoryHead = ['MB', '', 'from', 'to', 'a minute', '±', 'bar', '', 'course, all minutes']
  const memory = growths.map((one) => [
    ...[one.process, one.measure, one.from, one.to, one.slope, one.error],
    ...bar(one.judged, one.slope, MB_PER_MINUTE),
    sparkline(one.course),
  ])
  console.log(`\n${table(memoryHead, memory)}`)
  const loopHead = [
    'event loop, p99 of half a minute, ms',
    'own: worst',
    'median',
    'bar',
    '',
    'by the clock: worst',
  ]
  const loops = lateness.map((one) => [
    ...[one.process, one.worstOwn, one.medianOwn],
    ...bar(one.judged, one.worstOwn, LATE_MS),
    ...[one.worst, one.median, sparkline(one.course)],
  ])
  console.log(`\n${table([...loopHead, 'median', 'course, own'], loops)}`)
  for (const line of broken) console.log(`a customer could not go on: ${line}`)
  const failed = kept.lost + kept.doubled + kept.misordered + broken.length
  console.log(
    `\nacknowledged ${kept.acknowledged}, lost ${kept.lost}, doubled ${kept.doubled}, misordered ${kept.misordered}, ` +
      `customers who could not go on ${broken.length} (bar ${LOST}: ${verdict(failed, LOST)})\n` +
      `CPU a message: product ${rounded(cpuPerTurn.product, 2)} ms, echo ${rounded(cpuPerTurn.echo, 2)} ms\n${describeLoad(cpu)}`,
  )
  const figures = {
    growth: growths.map(({ course: _, judged, slope, ...one }) => ({
      ...one,
      slope,
      ...(judged ? { most: MB_PER_MINUTE, kept: slope <= MB_PER_MINUTE } : {}),
    })),
    eventLoopMs: lateness.map(({ course: _, judged, ...one }) => ({
      ...one,
      ...(judged ? { most: LATE_MS, kept: one.worstOwn <= LATE_MS } : {}),
    })),
    failed: { ...kept, broken: broken.length, most: LOST, kept: failed <= LOST },
    cpuMsPerTurn: { product: rounded(cpuPerTurn.product, 2), echo: rounded(cpuPerTurn.echo, 2) },
    foreignCpu: rounded(cpu.foreign * 100),
  }
  console.log(JSON.stringify({ bench: 'soak', ...pace, ...figures }))
}
