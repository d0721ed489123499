import { dot } from './dot.ts'
import type { Embedded } from './embed.ts'
import type { Neighbours } from './neighbours.ts'
import { type Pair, PairQueue } from './pair-queue.ts'
import type { Step } from './step.ts'

/** Rows or merges between two steps. */
const REPORT_EVERY = 50

/**
 * Merges rows into groups, always the two that are most alike on average over all their pairs (average linkage, UPGMA,
 * Sokal and Michener 1958), as long as that is at least `least`. Only groups of which a row has a row of the other among its
 * nearest are compared. Rows are of length 1, so the average is the product of the sums by the number of pairs. Answers a group
 * for each row, named by its first row.
 */
export async function mergeGroups(
  embedded: Embedded,
  neighbours: Neighbours,
  least: number,
  step: Step,
): Promise<Int32Array> {
  const { count } = embedded
  const groups = new Groups(embedded, neighbours)
  const queue = new PairQueue()
  const consider = (a: number, b: number) => {
    const likeness = groups.likeness(a, b)
    if (likeness >= least) queue.push({ likeness, a, b, sizeA: groups.sizeOf(a), sizeB: groups.sizeOf(b) })
  }
  for (let row = 0; row < count; row++) {
    if (row % REPORT_EVERY === 0) await step(0, count)
    for (const other of groups.near(row)) if (row < other) consider(row, other)
  }
  let merged = 0
  for (let best = queue.pop(); best !== undefined; best = queue.pop()) {
    if (!groups.isStill(best)) continue
    if (merged++ % REPORT_EVERY === 0) await step(merged, count)
    const group = groups.merge(best.a, best.b)
    for (const other of groups.near(group)) consider(Math.min(group, other), Math.max(group, other))
  }
  return groups.names()
}

/** Groups of rows by the lowest of their rows. */
class Groups {
  private readonly dimensions: number
  private readonly sums: Float32Array
  private readonly sizes: Int32Array
  private readonly parents: Int32Array
  private readonly adjacent: readonly Set<number>[]

  constructor({ count, dimensions, values }: Embedded, { size, rows }: Neighbours) {
    this.dimensions = dimensions
    this.sums = values.slice()
    this.sizes = new Int32Array(count).fill(1)
    this.parents = Int32Array.from({ length: count }, (_, row) => row)
    this.adjacent = Array.from({ length: count }, () => new Set<number>())
    for (let row = 0; row < count; row++)
      for (const other of rows.subarray(row * size, (row + 1) * size)) {
        if (other < 0) continue
        this.adjacent[row]?.add(other)
        this.adjacent[other]?.add(row)
      }
  }

  sizeOf(group: number): number {
    return this.sizes[group] as number
  }

  near(group: number): ReadonlySet<number> {
    return this.adjacent[group] as Set<number>
  }

  likeness(a: number, b: number): number {
    return dot(this.sums, a, this.sums, b, this.dimensions) / (this.sizeOf(a) * this.sizeOf(b))
  }

  isStill({ a, b, sizeA, sizeB }: Pair): boolean {
    return (
      this.parents[a] === a && this.parents[b] === b && this.sizeOf(a) === sizeA && this.sizeOf(b) === sizeB
    )
  }

  /** Puts the group with the higher number into the other, whose number it answers. */
  merge(a: number, b: number): number {
    const [group, gone] = a < b ? [a, b] : [b, a]
    this.parents[gone] = group
    this.sizes[group] = this.sizeOf(group) + this.sizeOf(gone)
    const { dimensions, sums } = this
    for (let at = 0; at < dimensions; at++)
      sums[group * dimensions + at] =
        (sums[group * dimensions + at] as number) + (sums[gone * dimensions + at] as number)
    const own = this.adjacent[group] as Set<number>
    for (const other of this.near(gone)) {
      this.adjacent[other]?.delete(gone)
      if (other === group) continue
      own.add(other)
      this.adjacent[other]?.add(group)
    }
    this.adjacent[gone]?.clear()
    return group
  }

  /** The group of each row: its root, as parents always have lower numbers. */
  names(): Int32Array {
    const { parents } = this
    for (let row = 0; row < parents.length; row++) parents[row] = parents[parents[row] as number] as number
    return parents
  }
}
