import { dot } from './dot.ts'
import type { Embedded } from './embed.ts'
import type { Step } from './step.ts'

/** Rows are looked for in so many of the lists nearest to them. */
const PROBES = 6
const LISTS = 2
const ROUNDS = 3
const MOST_SAMPLED = 3000
/** Rows between two steps. */
const REPORT_EVERY = 50

/** Rows by the centre that is nearest to them: the lists of an inverted file. */
export interface Lists {
  readonly members: readonly Int32Array[]
  /** Numbers of the lists nearest to a row. */
  nearest(row: number): readonly number[]
}

/** Makes some `2√n` lists by a few rounds of k-means on a sample. */
export async function listsOf(embedded: Embedded, step: Step): Promise<Lists> {
  const { count, dimensions, values } = embedded
  const size = Math.round(LISTS * Math.sqrt(count))
  const centres = new Float32Array(size * dimensions)
  for (let list = 0; list < size; list++) {
    const row = Math.floor((list * count) / size)
    centres.set(values.subarray(row * dimensions, (row + 1) * dimensions), list * dimensions)
  }
  const cosines = new Float32Array(size)
  const nearestTo = (row: number): number => {
    let best = 0
    for (let list = 0; list < size; list++) {
      cosines[list] = dot(values, row, centres, list, dimensions)
      if ((cosines[list] as number) > (cosines[best] as number)) best = list
    }
    return best
  }
  const stride = Math.max(1, Math.floor(count / MOST_SAMPLED))
  for (let round = 0; round < ROUNDS; round++) {
    await recentre(embedded, centres, nearestTo, stride, step)
  }
  const members: number[][] = Array.from({ length: size }, () => [])
  const probes: (readonly number[])[] = []
  for (let row = 0; row < count; row++) {
    if (row % REPORT_EVERY === 0) await step(0, count)
    members[nearestTo(row)]?.push(row)
    probes.push(bestOf(cosines))
  }
  return {
    members: members.map((rows) => Int32Array.from(rows)),
    nearest: (row) => probes[row] ?? [],
  }
}

function bestOf(cosines: Float32Array): readonly number[] {
  const best: number[] = []
  for (let list = 0; list < cosines.length; list++) {
    const cosine = cosines[list] as number
    if (best.length === PROBES && cosine <= (cosines[best[PROBES - 1] as number] as number)) continue
    let at = Math.min(best.length, PROBES - 1)
    for (; at > 0 && (cosines[best[at - 1] as number] as number) < cosine; at--)
      best[at] = best[at - 1] as number
    best[at] = list
  }
  return best
}

/** Moves each centre to the mean of the sampled rows that are nearest to it; one without any stays. */
async function recentre(
  { count, dimensions, values }: Embedded,
  centres: Float32Array,
  nearestTo: (row: number) => number,
  stride: number,
  step: Step,
): Promise<void> {
  const sums = new Float64Array(centres.length)
  for (let row = 0; row < count; row += stride) {
    if ((row / stride) % REPORT_EVERY === 0) await step(0, count)
    const to = nearestTo(row) * dimensions
    const from = row * dimensions
    for (let at = 0; at < dimensions; at++)
      sums[to + at] = (sums[to + at] as number) + (values[from + at] as number)
  }
  for (let from = 0; from < centres.length; from += dimensions) {
    const length = Math.hypot(...sums.subarray(from, from + dimensions))
    if (length === 0) continue
    for (let at = from; at < from + dimensions; at++) centres[at] = (sums[at] as number) / length
  }
}
