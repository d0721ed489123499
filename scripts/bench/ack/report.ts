import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { verdict } from '../bar.ts'
import type { Kept } from '../kept.ts'
import type { AckFigures } from './figures.ts'

const P99_MS = 150
const NONE = 0

export interface AckRun {
  /** Of the product in this run, turns a second. */
  readonly saturation: number
  /** Messages a second. */
  readonly rate: number
  readonly product: AckFigures
  readonly echo: AckFigures
  readonly kept: Kept
}

/** Each beside the baseline, and last one line of JSON. */
export function report(run: AckRun, options: { slowEvery: number; slowMs: number } & object): void {
  const { saturation, rate, product, echo, kept } = run
  const head = ['acknowledged', 'CPU ms/message', 'p50 ms', 'p95 ms', 'p99 ms', 'bar', '', 'max ms']
  const rest = ['driver late p99', 'answered p50', 'slow ones p50', 'others’ CPU', 'pressure']
  const row = (name: string, one: AckFigures, judged: boolean) => [
    `${name} (${one.messages})`,
    one.cpuMsPerMessage,
    ...[one.ackMs.p50, one.ackMs.p95, one.ackMs.p99],
    judged ? `≤ ${P99_MS}` : '',
    judged ? verdict(one.ackMs.p99, P99_MS) : 'baseline',
    ...[one.ackMs.max, one.lateMs.p99, one.answerMs.ordinary.p50, one.answerMs.slow.p50],
    `${one.foreign} %`,
    `${one.pressure} %`,
  ]
  const rows = [row('product, web + worker', product, true), row('echo', echo, false)]
  console.log(`\n${table([...head, ...rest], rows)}\n`)
  console.log(
    `saturated at ${rounded(saturation, 1)} turns/s in this run without slow turns; ${rounded(rate, 1)} messages/s came, ` +
      `1 of ${options.slowEvery} slow, by ${options.slowMs} ms of the worker: ${(options.slowMs / options.slowEvery).toFixed(1)} ms a message of its CPU`,
  )
  const parts = (one: AckFigures): string =>
    Object.entries(one.cpuMsByProcess)
      .map(([name, ms]) => `${name} ${ms}`)
      .join(', ')
  console.log(`CPU ms a message by process: product ${parts(product)}; echo ${parts(echo)}`)
  const wrong = kept.lost + kept.doubled + kept.misordered
  console.log(
    `of ${kept.acknowledged} acknowledged lost ${kept.lost}, doubled ${kept.doubled}, misordered ${kept.misordered} (${NONE}: ${verdict(wrong, NONE)})`,
  )
  const bars = {
    ackP99Ms: { most: P99_MS, verdict: verdict(product.ackMs.p99, P99_MS) },
    wrong: { most: NONE, verdict: verdict(wrong, NONE) },
  }
  const ratio = { cpuPerMessage: rounded(product.cpuMsPerMessage / echo.cpuMsPerMessage, 2) }
  console.log(
    JSON.stringify({
      bench: 'ack',
      ...options,
      bars,
      ...run,
      saturation: rounded(saturation, 1),
      rate: rounded(rate, 1),
      ratio,
    }),
  )
}
