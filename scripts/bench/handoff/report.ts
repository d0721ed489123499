import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { verdict } from '../bar.ts'
import type { HandoffFigures } from './figures.ts'

const P99_MS = 500
const NONE = 0

export interface HandoffRun {
  readonly consoles: number
  /** Handoffs a second in a closed loop of this run. */
  readonly saturation: number
  /** Handoffs a second that came. */
  readonly rate: number
  readonly product: HandoffFigures
  readonly bare: HandoffFigures
}

/** Each beside the baseline, and last one line of JSON. */
export function report(run: HandoffRun, options: object): void {
  const { product, bare } = run
  const head = ['on the right console', 'CPU ms each', 'p50 ms', 'p95 ms', 'p99 ms', 'bar', '', 'max ms']
  const rest = ['never shown', 'on a wrong one', 'idle CPU ms/s', 'others’ CPU', 'pressure']
  const row = (name: string, one: HandoffFigures, judged: boolean) => [
    `${name} (${one.count})`,
    one.cpuMsEach,
    ...[one.ms.p50, one.ms.p95, one.ms.p99],
    judged ? `≤ ${P99_MS}` : '',
    judged ? verdict(one.ms.p99, P99_MS) : 'baseline',
    ...[one.ms.max, one.unheard + one.unshown, one.wrong, one.idleCpuMsPerSecond],
    `${one.foreign} %`,
    `${one.pressure} %`,
  ]
  const rows = [
    row('wish → offer, product', product, true),
    row('message → client, bare Socket.IO', bare, false),
  ]
  console.log(`\n${table([...head, ...rest], rows)}\n`)
  const [saturation, rate] = [rounded(run.saturation, 1), rounded(run.rate, 1)]
  console.log(
    `${run.consoles.toLocaleString('en')} consoles; saturated at ${saturation} handoffs/s in this run, ${rate} a second came`,
  )
  const parts = Object.entries(product.cpuMsByProcess).map(([name, ms]) => `${name} ${ms}`)
  console.log(`CPU ms a handoff by process: ${parts.join(', ')}`)
  const wrong = product.unheard + product.unshown + product.wrong
  const bars = {
    offerP99Ms: { most: P99_MS, verdict: verdict(product.ms.p99, P99_MS) },
    wrong: { most: NONE, verdict: verdict(wrong, NONE) },
  }
  console.log(`never shown, or shown to the wrong person: ${wrong} (${NONE}: ${bars.wrong.verdict})`)
  console.log(JSON.stringify({ bench: 'handoff', ...options, bars, ...run, saturation, rate }))
}
