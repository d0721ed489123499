import type { VersionDetail } from '@parley/server/contract'
import { OUT_OF_SCOPE } from '../../lib/out-of-scope.ts'

type Confusion = VersionDetail['confusion']
type GroupOf = (intent: string) => string

/** What a cell shows: how often what was meant as `row` was taken for `column`, and which share of the row that is. */
export interface Cell {
  count: number
  share: number
}

export interface Grid {
  rows: readonly string[]
  columns: readonly string[]
  /** How often each row was meant. */
  totals: readonly number[]
  cell: (row: string, column: string) => Cell
}

/** One row and column for each group of intents; what is out of scope stands last. */
export function byGroup(confusion: Confusion, groupOf: GroupOf): Grid {
  const groups = inOrder(confusion.names.map(groupOf))
  return fold(confusion, { rows: groups, columns: groups, rowOf: groupOf, columnOf: groupOf })
}

/** The intents of one group; the columns of all other groups are folded into one each. */
export function withinGroup(confusion: Confusion, groupOf: GroupOf, group: string): Grid {
  const rows = confusion.names.filter((name) => groupOf(name) === group)
  const others = inOrder(confusion.names.map(groupOf)).filter((name) => name !== group)
  const columnOf = (name: string) => (groupOf(name) === group ? name : groupOf(name))
  return fold(confusion, {
    rows,
    columns: [...rows, ...others],
    rowOf: (name) => (groupOf(name) === group ? name : undefined),
    columnOf,
  })
}

/** The mistake that is made most often: what one wants to read first. Nothing when nothing is taken for another. */
export function mostConfused(grid: Grid): { row: string; column: string } | undefined {
  let most: { row: string; column: string; count: number } | undefined
  for (const row of grid.rows)
    for (const column of grid.columns) {
      const { count } = grid.cell(row, column)
      if (row !== column && count > (most?.count ?? 0)) most = { row, column, count }
    }
  return most && { row: most.row, column: most.column }
}

/** The pairs of intents behind a cell, the most frequent first. */
export function pairsBehind(
  confusion: Confusion,
  isMeant: (intent: string) => boolean,
  isSaid: (intent: string) => boolean,
): { meant: string; said: string; count: number }[] {
  return confusion.cells
    .flatMap(({ row, column, count }) => {
      const [meant, said] = [confusion.names[row], confusion.names[column]]
      return meant !== undefined && said !== undefined && isMeant(meant) && isSaid(said)
        ? [{ meant, said, count }]
        : []
    })
    .toSorted((a, b) => b.count - a.count)
}

function fold(
  confusion: Confusion,
  {
    rows,
    columns,
    rowOf,
    columnOf,
  }: {
    rows: readonly string[]
    columns: readonly string[]
    rowOf: (intent: string) => string | undefined
    columnOf: (intent: string) => string
  },
): Grid {
  const counts = new Map<string, number>()
  const totals = new Map<string, number>()
  for (const { row, column, count } of confusion.cells) {
    const [meant, said] = [confusion.names[row], confusion.names[column]]
    const into = meant === undefined ? undefined : rowOf(meant)
    if (into === undefined || said === undefined) continue
    const key = keyOf(into, columnOf(said))
    counts.set(key, (counts.get(key) ?? 0) + count)
    totals.set(into, (totals.get(into) ?? 0) + count)
  }
  return {
    rows,
    columns,
    totals: rows.map((row) => totals.get(row) ?? 0),
    cell: (row, column) => {
      const count = counts.get(keyOf(row, column)) ?? 0
      const total = totals.get(row) ?? 0
      return { count, share: total === 0 ? 0 : count / total }
    },
  }
}

const keyOf = (row: string, column: string) => `${row}\0${column}`

function inOrder(groups: readonly string[]): string[] {
  const seen = [...new Set(groups)].filter((group) => group !== OUT_OF_SCOPE).toSorted()
  return groups.includes(OUT_OF_SCOPE) ? [...seen, OUT_OF_SCOPE] : seen
}
