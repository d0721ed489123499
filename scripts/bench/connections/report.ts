import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import { verdict } from '../bar.ts'
import type { ConnectionFigures } from './figures.ts'

const HEAP_KB = 20

/** Each beside the others, the last being the baseline; then one line of JSON. */
export function report(rows: readonly { name: string; figures: ConnectionFigures; load: string }[]): void {
  const head = ['of one connection', 'heap KB', 'bar', '', 'external KB', 'RSS KB', 'left behind KB']
  const cpu = ['CPU ms to connect', 'CPU ms/s of 1,000 idle', 'others’ CPU']
  const lines = rows.map(({ name, figures: one }, index) => {
    const judged = index < rows.length - 1
    return [
      `${name} (${one.clients.toLocaleString('en')})`,
      one.heapKb,
      judged ? `≤ ${HEAP_KB}` : '',
      judged ? verdict(one.heapKb, HEAP_KB) : 'baseline',
      ...[one.externalKb, one.rssKb, one.leftKb, one.connectCpuMs, one.idleCpuMs],
      `${one.foreign} %`,
    ]
  })
  console.log(`\n${table([...head, ...cpu], lines)}\n`)
  for (const { name, load } of rows) console.log(`${name}, while they came: ${load}`)
  const baseline = rows.at(-1)?.figures
  const ratio = Object.fromEntries(
    rows.slice(0, -1).map(({ name, figures }) => [
      name,
      {
        heap: rounded(figures.heapKb / (baseline?.heapKb ?? Number.NaN), 2),
        connectCpu: rounded(figures.connectCpuMs / (baseline?.connectCpuMs ?? Number.NaN), 2),
      },
    ]),
  )
  const figures = Object.fromEntries(rows.map((row) => [row.name, row.figures]))
  console.log(JSON.stringify({ bench: 'connections', bars: { heapKb: HEAP_KB }, ...figures, ratio }))
}
