export interface Slope {
  /** By how much y rises for one of x; NaN of fewer than two different x. */
  readonly slope: number
  /** Its standard error; NaN of fewer than three points. */
  readonly error: number
}

export type Point = readonly [x: number, y: number]

/** The line through the points that lies nearest to all of them, by least squares. */
export function slopeOf(points: readonly Point[]): Slope {
  const count = points.length
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / count
  const [meanX, meanY] = [mean(0), mean(1)]
  const squares = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / squares
  const left = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0)
  return { slope, error: count < 3 ? Number.NaN : Math.sqrt(left / (count - 2) / squares) }
}

/** The slope of the logarithms: 0 where y does not depend on x, 1 where it grows as x does. */
export function logSlopeOf(points: readonly Point[]): Slope {
  return slopeOf(points.map(([x, y]) => [Math.log(x), Math.log(y)]))
}
