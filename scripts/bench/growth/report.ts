import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { verdict } from '../bar.ts'
import type { Kept } from '../kept.ts'
import type { Measuring } from '../measure.ts'
import { figuresOf, printRows, type Row } from '../report.ts'
import { growthOf, type Step } from './figures.ts'

const SLOPE = 0.03
const LOST = 0

/** A step with what its store took, in MB. */
export interface Measured extends Step {
  readonly size: { readonly file: number; readonly memory: number }
  readonly kept: Kept
  /** CPU ms a second when nobody is there. */
  readonly idle: number
}

/** Prints each step and the baseline, the slope beside its bar, and last one line of JSON. */
export function report(steps: readonly Measured[], echo: Row, options: Measuring): void {
  printRows([...steps, echo])
  const rows = steps.map(({ name, size, kept, idle }) => [
    name,
    ...[rounded(idle), rounded(size.file), rounded(size.memory), kept.acknowledged],
    ...[kept.lost, kept.doubled, kept.misordered],
  ])
  const head = [
    '',
    'CPU ms/s idle',
    'file MB',
    'store’s own memory MB',
    'acknowledged',
    'lost',
    'doubled',
    'misordered',
  ]
  console.log(`\n${table(head, rows)}`)
  const growth = growthOf(steps)
  const drift = echo.repeats.map(({ cpuTotal }) => cpuTotal)
  const failed = steps.reduce((sum, { kept }) => sum + kept.lost + kept.doubled + kept.misordered, 0)
  const parts = Object.entries(growth.byProcess).map(([name, slope]) => `${name} ${slope}`)
  console.log(
    `\nlog-log slope of CPU a turn: ${growth.slope} ± ${growth.error} (bar ${SLOPE}: ${verdict(growth.slope, SLOPE)}); ` +
      `by process: ${parts.join(', ')}; of commands of the store: ${growth.commands}\n` +
      `lost, doubled, misordered: ${failed} (bar ${LOST}: ${verdict(failed, LOST)})\n` +
      `the echo beside it, which has no customers: ${rounded(Math.min(...drift), 2)} to ${rounded(Math.max(...drift), 2)} ms in ${drift.length} repeats`,
  )
  const figures = steps.map((step) => {
    const size = { fileMb: rounded(step.size.file), storeMb: rounded(step.size.memory, 1) }
    const repeats = step.repeats.map(({ cpuTotal }) => rounded(cpuTotal, 2))
    return {
      customers: step.customers,
      ...figuresOf(step),
      repeats,
      idle: rounded(step.idle),
      ...size,
      kept: step.kept,
    }
  })
  const judged = {
    slope: { ...growth, most: SLOPE, kept: growth.slope <= SLOPE },
    lost: { value: failed, most: LOST, kept: failed <= LOST },
  }
  console.log(
    JSON.stringify({ bench: 'growth', ...options, ...judged, steps: figures, echo: figuresOf(echo) }),
  )
}
