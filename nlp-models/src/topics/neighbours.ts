import type { Embedded } from './embed.ts'
import type { Step } from './step.ts'

/** The nearest of each row: `size` places a row, -1 where there are fewer; nearest first. */
export interface Neighbours {
  readonly size: number
  readonly rows: Int32Array
  readonly cosines: Float32Array
}

/** Up to so many rows all pairs are compared. */
const EXACT_UP_TO = 1500
/** Rows are looked for in so many of the lists nearest to them. */
const PROBES = 6
const LISTS = 2
const ROUNDS = 3
const MOST_SAMPLED = 3000
/** Rows between two steps. */
const REPORT_EVERY = 200

/**
 * Nearest neighbours by cosine. Of many rows only those of the nearest lists of an inverted file are compared (Jégou et al.
 * 2011: rows by their nearest of 2√n centres), so time grows with n·√n.
 */
export async function nearestOf(embedded: Embedded, size: number, step: Step): Promise<Neighbours> {
  const { count } = embedded
  const found = {
    size,
    rows: new Int32Array(count * size).fill(-1),
    cosines: new Float32Array(count * size).fill(-1),
  }
  if (count <= EXACT_UP_TO) {
    const all = Int32Array.from({ length: count }, (_, row) => row)
    for (let row = 0; row < count; row++) {
      if (row % REPORT_EVERY === 0) await step(row, count)
      compare(embedded, row, all, found)
    }
    return found
  }
  const lists = await listsOf(embedded, step)
  for (let row = 0; row < count; row++) {
    if (row % REPORT_EVERY === 0) await step(row, count)
    for (const list of lists.nearest(row))
      compare(embedded, row, lists.members[list] ?? new Int32Array(), found)
  }
  return found
}

function compare({ values, dimensions }: Embedded, row: number, others: Int32Array, found: Neighbours): void {
  for (const other of others)
    if (other !== row) keep(found, row, other, dot(values, row, values, other, dimensions))
}

/** Of equals the earlier row is nearer. */
function keep({ size, rows, cosines }: Neighbours, row: number, other: number, cosine: number): void {
  const from = row * size
  let at = from + size - 1
  if (cosine <= (cosines[at] as number)) return
  for (; at > from && (cosines[at - 1] as number) < cosine; at--) {
    cosines[at] = cosines[at - 1] as number
    rows[at] = rows[at - 1] as number
  }
  cosines[at] = cosine
  rows[at] = other
}

/** Product of a row of one table and a row of another. */
export function dot(
  a: Float32Array,
  rowA: number,
  b: Float32Array,
  rowB: number,
  dimensions: number,
): number {
  const fromA = rowA * dimensions
  const fromB = rowB * dimensions
  let one = 0
  let two = 0
  let three = 0
  let four = 0
  // Four sums do not wait for each other; dimensions are a multiple of four.
  for (let at = 0; at < dimensions; at += 4) {
    one += (a[fromA + at] as number) * (b[fromB + at] as number)
    two += (a[fromA + at + 1] as number) * (b[fromB + at + 1] as number)
    three += (a[fromA + at + 2] as number) * (b[fromB + at + 2] as number)
    four += (a[fromA + at + 3] as number) * (b[fromB + at + 3] as number)
  }
  return one + two + three + four
}

interface Lists {
  readonly members: readonly Int32Array[]
  /** Numbers of the lists nearest to a row. */
  nearest(row: number): readonly number[]
}

async function listsOf(embedded: Embedded, step: Step): Promise<Lists> {
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
    await step(0, count)
    recentre(embedded, centres, nearestTo, stride)
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
function recentre(
  { count, dimensions, values }: Embedded,
  centres: Float32Array,
  nearestTo: (row: number) => number,
  stride: number,
): void {
  const sums = new Float64Array(centres.length)
  for (let row = 0; row < count; row += stride) {
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
