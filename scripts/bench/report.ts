import { median, rounded } from '../lib/numbers.ts'
import { cores } from '../lib/proc.ts'
import { table } from '../lib/table.ts'
import type { LoadResult } from './load.ts'

export interface Row {
  name: string
  repeats: readonly LoadResult[]
}

export interface RowFigures {
  turnsPerSecond: number
  worstTurnsPerSecond: number
  p50: number
  p99: number
  cpuMsPerTurn: number
  cpuMsByProcess: Record<string, number>
  writesPerTurn: number
  readsPerTurn: number
  /** Share of the machine that others took, highest of the repeats, in percent. */
  foreignCpu: number
  pressure: number
}

/** Medians over the repeats; what makes a figure doubtful is given by its worst. */
export function figuresOf({ repeats }: Row): RowFigures {
  const middle = (read: (one: LoadResult) => number, digits = 1): number =>
    rounded(median(repeats.map(read)), digits)
  const names = Object.keys(repeats[0]?.cpu ?? {})
  return {
    turnsPerSecond: middle((one) => one.perSecond),
    worstTurnsPerSecond: rounded(Math.min(...repeats.map((one) => one.perSecond)), 1),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
    cpuMsPerTurn: middle((one) => one.cpuTotal, 2),
    cpuMsByProcess: Object.fromEntries(names.map((name) => [name, middle((one) => one.cpu[name] ?? 0, 2)])),
    writesPerTurn: middle((one) => one.writes, 2),
    readsPerTurn: middle((one) => one.reads, 2),
    foreignCpu: rounded(Math.max(...repeats.map(({ load }) => load.foreign)) * 100),
    pressure: rounded(Math.max(...repeats.map(({ load }) => load.pressure))),
  }
}

export function printRows(rows: readonly Row[]): void {
  const head = ['median of repeats', 'turns/s', 'worst', 'p50 ms', 'p99 ms', 'CPU ms/turn', 'writes/turn']
  const lines = rows.map((row) => {
    const one = figuresOf(row)
    const times = [one.turnsPerSecond, one.worstTurnsPerSecond, one.p50, one.p99, one.cpuMsPerTurn]
    return [
      row.name,
      ...times,
      one.writesPerTurn,
      one.readsPerTurn,
      `${one.foreignCpu} %`,
      `${one.pressure} %`,
    ]
  })
  console.log(`\n${table([...head, 'reads/turn', 'others’ CPU', 'pressure'], lines)}`)
  console.log(
    `\nCPU ms a turn by process (${cores} cores; the driver of the load runs on them too and is not counted):`,
  )
  for (const row of rows) {
    const parts = Object.entries(figuresOf(row).cpuMsByProcess).map(([name, ms]) => `${name} ${ms}`)
    console.log(`  ${row.name}: ${parts.join(', ')}`)
  }
}

/** How a row compares with the baseline: CPU a turn, and turns a second. */
export function ratioOf(row: Row, baseline: Row): { cpuPerTurn: number; turnsPerSecond: number } {
  const [own, base] = [figuresOf(row), figuresOf(baseline)]
  return {
    cpuPerTurn: rounded(own.cpuMsPerTurn / base.cpuMsPerTurn, 2),
    turnsPerSecond: rounded(own.turnsPerSecond / base.turnsPerSecond, 2),
  }
}
