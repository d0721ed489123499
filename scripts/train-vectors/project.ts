import { createRandom } from '@parley/nlp-models'
import { addScaled, dot, meanOf, toLengthOne, zeroRows } from './vectors.ts'

const SEED = 99
/** A sample says where the directions lie; all rows would take five times as long. */
const SAMPLE = 30_000
const ROUNDS = 15

export interface Directions {
  /** Of length 1, at right angles to each other. */
  readonly directions: readonly Float32Array[]
  /** Share of the variance that lies along them, 0 to 1. */
  readonly kept: number
}

/**
 * The directions in which rows differ most (principal component analysis) by orthogonal iteration: multiply with the
 * covariances, make right angles again (Golub and Van Loan, Matrix Computations, 8.2.4).
 */
export function principalDirections(rows: readonly Float32Array[], count: number): Directions {
  const covariances = covariancesOf(rows)
  const random = createRandom(SEED)
  let found = Array.from({ length: count }, () => covariances.map(() => random() - 0.5)).map((row) =>
    Float64Array.from(row),
  )
  makeOrthonormal(found)
  for (let round = 0; round < ROUNDS; round++) {
    found = found.map((direction) => Float64Array.from(covariances, (row) => dot(row, direction)))
    makeOrthonormal(found)
  }
  const all = covariances.reduce((sum, row, at) => sum + (row[at] as number), 0)
  const along = found.map((direction) =>
    covariances.reduce((sum, row, at) => sum + dot(row, direction) * (direction[at] as number), 0),
  )
  return {
    directions: found.map((direction) => Float32Array.from(direction)),
    kept: along.reduce((sum, one) => sum + one, 0) / all,
  }
}

/** Where rows point from their mean, along the directions only; of length 1. */
export function pointsAlong(
  directions: readonly Float32Array[],
  rows: readonly Float32Array[],
): readonly Float32Array[] {
  const mean = meanOf(rows)
  const points = zeroRows(rows.length, directions.length)
  const offsets = directions.map((direction) => dot(mean, direction))
  for (const [index, point] of points.entries()) {
    const row = rows[index] as Float32Array
    for (let at = 0; at < point.length; at++)
      point[at] = dot(row, directions[at] as Float32Array) - (offsets[at] as number)
    toLengthOne(point)
  }
  return points
}

function covariancesOf(rows: readonly Float32Array[]): readonly Float64Array[] {
  const mean = meanOf(rows)
  const width = mean.length
  const sums = Array.from({ length: width }, () => new Float64Array(width))
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  const centred = new Float64Array(width)
  for (let index = 0; index < rows.length; index += step) {
    centred.set(rows[index] as Float32Array)
    addScaled(centred, mean, -1)
    // They are symmetric: half of the products is enough.
    for (const [one, sum] of sums.entries())
      for (let other = one; other < width; other++)
        sum[other] = (sum[other] as number) + (centred[one] as number) * (centred[other] as number)
  }
  const count = Math.ceil(rows.length / step)
  return sums.map((_, one) =>
    Float64Array.from(
      { length: width },
      (_, other) => (sums[Math.min(one, other)]?.[Math.max(one, other)] as number) / count,
    ),
  )
}

/** Gram and Schmidt: from each what lies along those before it is taken away. */
function makeOrthonormal(directions: readonly Float64Array[]): void {
  for (const [index, direction] of directions.entries()) {
    for (const before of directions.slice(0, index)) addScaled(direction, before, -dot(direction, before))
    toLengthOne(direction)
  }
}
