import { dot } from './dot.ts'
import type { Embedded } from './embed.ts'
import { listsOf } from './inverted-file.ts'
import type { Step } from './step.ts'

/** The nearest of each row: `size` places a row, -1 where there are fewer; nearest first. */
export interface Neighbours {
  readonly size: number
  readonly rows: Int32Array
  readonly cosines: Float32Array
}

/** Up to so many rows all pairs are compared. */
const EXACT_UP_TO = 1500
/** Rows between two steps. */
const REPORT_EVERY = 20

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
