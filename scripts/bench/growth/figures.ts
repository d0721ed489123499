import { rounded } from '../../lib/numbers.ts'
import { logSlopeOf, type Point, type Slope } from '../../lib/slope.ts'
import type { LoadResult } from '../load.ts'
import type { Row } from '../report.ts'

/** A step: how many customers there are, and the repeats of the load that were measured there. */
export interface Step extends Row {
  readonly customers: number
}

export interface GrowthFigures {
  /**
   * Log-log slope of CPU per turn over customers, of all repeats of all steps. Its error leaves out by how much whole repeats
   * were off: in each of them all steps were measured one after another.
   */
  readonly slope: number
  readonly error: number
  /** The same of each process. */
  readonly byProcess: Readonly<Record<string, number>>
  /** Commands of the store per turn. */
  readonly commands: number
}

/** How what a turn takes grows with the customers: 0 not at all, 1 as they do. */
export function growthOf(steps: readonly Step[]): GrowthFigures {
  const slope = (read: (one: LoadResult) => number): Slope => {
    const points = (steps[0]?.repeats ?? []).flatMap((_, at) => {
      const values = steps.flatMap(({ customers, repeats }): Point[] => {
        const one = repeats[at]
        return one ? [[customers, read(one)]] : []
      })
      const mean = values.reduce((sum, [, value]) => sum + Math.log(value), 0) / values.length
      return values.map(([customers, value]): Point => [customers, value / Math.exp(mean)])
    })
    return logSlopeOf(points)
  }
  const total = slope(({ cpuTotal }) => cpuTotal)
  const names = Object.keys(steps[0]?.repeats[0]?.cpu ?? {})
  return {
    slope: rounded(total.slope, 4),
    error: rounded(total.error, 4),
    byProcess: Object.fromEntries(
      names.map((name) => [name, rounded(slope(({ cpu }) => cpu[name] ?? 0).slope, 3)]),
    ),
    commands: rounded(slope(({ writes, reads }) => writes + reads).slope, 3),
  }
}
