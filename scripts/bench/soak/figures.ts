import { median, rounded } from '../../lib/numbers.ts'
import { type Point, slopeOf } from '../../lib/slope.ts'
import type { Course } from './watch.ts'

/** Of ten minutes the first three fill caches and compile code. */
const WARM = 0.3

/** Growth of one measure of a process, in MB, after it has become warm. */
export interface Growth {
  readonly process: string
  readonly measure: 'heap after GC' | 'own memory'
  readonly from: number
  readonly to: number
  /** Least squares, MB a minute, and its standard error. */
  readonly slope: number
  readonly error: number
  /** All of it, the warm-up too. */
  readonly course: readonly number[]
}

/** Delay of an event loop in ms, its timer of 10 ms included: the p99 of each half minute. */
export interface Lateness {
  readonly process: string
  /** The worst half minute, less what the thread waited for a core that others had. */
  readonly worstOwn: number
  readonly medianOwn: number
  /** The same by the clock. */
  readonly worst: number
  readonly median: number
  readonly course: readonly number[]
}

export function growthOf(
  { name: process, ...seen }: Pick<Course, 'name' | 'heap' | 'memory'>,
  measure: Growth['measure'],
  minutes: number,
): Growth {
  const points = measure === 'own memory' ? seen.memory : seen.heap
  const warm = points.filter(([minute]) => minute >= minutes * WARM)
  const { slope, error } = slopeOf(warm)
  const mb = (point: Point | undefined): number => rounded(point?.[1] ?? Number.NaN, 1)
  return {
    process,
    measure,
    from: mb(warm[0]),
    to: mb(warm.at(-1)),
    slope: rounded(slope, 3),
    error: rounded(error, 3),
    course: points.map(([, value]) => value),
  }
}

/** Without the half minutes of the warm-up. */
export function latenessOf(
  { name: process, loops }: Pick<Course, 'name' | 'loops'>,
  minutes: number,
): Lateness {
  const warm = loops.filter(([minute]) => minute >= minutes * WARM).map(([, late]) => late)
  const own = warm.map(({ ownLoopMs }) => ownLoopMs.p99)
  const all = warm.map(({ loopMs }) => loopMs.p99)
  return {
    process,
    worstOwn: rounded(Math.max(...own), 1),
    medianOwn: rounded(median(own), 1),
    worst: rounded(Math.max(...all), 1),
    median: rounded(median(all), 1),
    course: loops.map(([, { ownLoopMs }]) => ownLoopMs.p99),
  }
}
