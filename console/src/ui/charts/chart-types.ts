import type { Behind } from '../../lib/insight-search.ts'

export type ChartColour = 'pos' | 'neu' | 'neg' | 'one' | 'two' | 'three' | 'four' | 'five'

export interface ChartSeries {
  key: string
  name: string
  colour: ChartColour
}

export interface ChartPoint {
  key: number
  /** Under the axis. */
  label: string
  /** In full, for the tooltip and for those who listen. */
  title: string
  /** One for each series; null where nothing was measured. */
  values: readonly (number | null)[]
  /** Said after the values. */
  note?: string
}

export type ChartKind = 'area' | 'bars' | 'line'
export type ChartLink = Behind

export interface ChartProps {
  kind: ChartKind
  /** What it shows: the name of the chart and of its table. */
  label: string
  /** Heading of the column of times in the table. */
  timeName: string
  /** Name of the sum of all series; without one there is no sum. */
  sumName?: string
  series: readonly ChartSeries[]
  points: readonly ChartPoint[]
  /** In pixels; a chart in a card that has more room takes it. */
  height: number
  /** Lowest and highest value, where they do not follow from the data. */
  domain?: readonly [number, number]
  format: (value: number) => string
  /** The list behind a point, or behind one series of it. */
  linkOf: (point: number, series: number | undefined) => ChartLink
}

/** Which point, and which series of it, the pointer or the keyboard is at. */
export interface ChartSpot {
  point: number
  series?: number | undefined
}
