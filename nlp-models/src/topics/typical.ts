import type { Embedded } from './embed.ts'

export interface Typical {
  /** The rows, the one first that is most like all others. */
  readonly rows: readonly number[]
  /** Average cosine of two different rows; 1 for a single one. */
  readonly cohesion: number
}

/** Orders the rows of a group by their likeness to all of it; of equals the earlier row. */
export function typicalOf({ values, dimensions }: Embedded, rows: readonly number[]): Typical {
  const sum = new Float64Array(dimensions)
  for (const row of rows)
    for (let at = 0; at < dimensions; at++)
      sum[at] = (sum[at] as number) + (values[row * dimensions + at] as number)
  const likeness = (row: number) => {
    let product = 0
    for (let at = 0; at < dimensions; at++)
      product += (sum[at] as number) * (values[row * dimensions + at] as number)
    return product
  }
  const judged = rows.map((row) => ({ row, worth: likeness(row) }))
  const all = judged.reduce((total, { worth }) => total + worth, 0)
  const own = rows.reduce((total, row) => total + squareOf(values, row, dimensions), 0)
  const pairs = rows.length * (rows.length - 1)
  return {
    rows: judged.toSorted((a, b) => b.worth - a.worth || a.row - b.row).map(({ row }) => row),
    cohesion: pairs === 0 ? 1 : (all - own) / pairs,
  }
}

function squareOf(values: Float32Array, row: number, dimensions: number): number {
  let square = 0
  for (let at = row * dimensions; at < (row + 1) * dimensions; at++) square += (values[at] as number) ** 2
  return square
}
