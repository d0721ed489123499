import type { ChartKind, ChartPoint } from './chart-types.ts'
import { type Point, smoothPath, stack, ticksUpTo } from './scale.ts'

const AXIS_WIDTH = 38
const RIGHT = 6
const TOP = 8
const AXIS_HEIGHT = 26
const BAR_SHARE = 0.58
const BAR_AT_MOST = 34

export interface Column {
  /** Where its line or bar stands. */
  x: number
  left: number
  width: number
}

export interface Geometry {
  left: number
  right: number
  top: number
  bottom: number
  ticks: number[]
  y: (value: number) => number
  valueAt: (y: number) => number
  columns: Column[]
  barWidth: number
  bands: { low: number; high: number }[][]
}

/** Where everything stands in a box of this size. */
export function layOut(given: {
  kind: ChartKind
  points: readonly ChartPoint[]
  width: number
  height: number
  domain?: readonly [number, number] | undefined
}): Geometry {
  const { kind, points, width, height, domain } = given
  const bands = stack(points.map(({ values }) => values.map((value) => value ?? 0)))
  const highest = Math.max(0, ...bands.map((row) => row.at(-1)?.high ?? 0))
  const ticks = domain
    ? Array.from({ length: domain[1] - domain[0] + 1 }, (_, index) => domain[0] + index)
    : ticksUpTo(highest)
  const [lowest, top] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const box = {
    left: AXIS_WIDTH,
    right: Math.max(AXIS_WIDTH + 1, width - RIGHT),
    top: TOP,
    bottom: height - AXIS_HEIGHT,
  }
  const scale = (box.bottom - box.top) / (top - lowest || 1)
  const columns = columnsOf(kind, points.length, box)
  return {
    ...box,
    ticks,
    y: (value) => box.bottom - (value - lowest) * scale,
    valueAt: (y) => lowest + (box.bottom - y) / scale,
    columns,
    barWidth: Math.min(BAR_AT_MOST, (columns[0]?.width ?? 0) * BAR_SHARE),
    bands,
  }
}

function columnsOf(
  kind: ChartKind,
  count: number,
  { left, right }: { left: number; right: number },
): Column[] {
  const width = right - left
  if (kind === 'area' && count > 1) {
    const step = width / (count - 1)
    return Array.from({ length: count }, (_, index) => {
      const x = left + index * step
      const from = Math.max(left, x - step / 2)
      return { x, left: from, width: Math.min(right, x + step / 2) - from }
    })
  }
  const step = width / Math.max(1, count)
  return Array.from({ length: count }, (_, index) => ({
    x: left + (index + 0.5) * step,
    left: left + index * step,
    width: step,
  }))
}

/** The filled band of a series and its upper edge. */
export function areaPaths({ columns, bands, y }: Geometry, series: number): { fill: string; edge: string } {
  const edgeOf = (side: 'low' | 'high'): Point[] =>
    columns.map(({ x }, index) => ({ x, y: y(bands[index]?.[series]?.[side] ?? 0) }))
  const upper = smoothPath(edgeOf('high'))
  const lower = smoothPath(edgeOf('low').reverse())
  return { fill: `${upper}L${lower.slice(1)}Z`, edge: upper }
}

/** A line with holes where nothing was measured. */
export function linePath({ columns, y }: Geometry, values: readonly (number | null)[]): string {
  const runs: Point[][] = []
  let run: Point[] | undefined
  for (const [index, value] of values.entries()) {
    const column = columns[index]
    if (value === null || !column) {
      run = undefined
      continue
    }
    if (!run) {
      run = []
      runs.push(run)
    }
    run.push({ x: column.x, y: y(value) })
  }
  return runs.map(smoothPath).join('')
}

/** The series whose band lies at this height of a column; undefined above and below all. */
export function seriesAt({ bands, valueAt }: Geometry, index: number, height: number): number | undefined {
  const value = valueAt(height)
  const found = bands[index]?.findIndex(({ low, high }) => value >= low && value < high) ?? -1
  return found < 0 ? undefined : found
}
