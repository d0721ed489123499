export interface Point {
  x: number
  y: number
}

const STEPS = [1, 2, 2.5, 5, 10]

/** Round numbers from 0 to at least the highest value, about four of them; whole ones, because things are counted. */
export function ticksUpTo(highest: number, about = 4): number[] {
  if (highest <= 0) return [0, 1]
  const rough = highest / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, Math.ceil((STEPS.find((one) => one * power >= rough) ?? 10) * power))
  const count = Math.ceil(highest / step)
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** Every how many-th label fits. */
export function labelStep(labels: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil(labels / Math.max(1, Math.floor(width / labelWidth))))
}

/** A smooth line that never swings beyond its points: what was zero stays zero. */
export function smoothPath(points: readonly Point[]): string {
  const [first] = points
  if (!first) return ''
  if (points.length < 3) return `M${points.map(place).join('L')}`
  const slopes = tangents(points)
  return points.slice(1).reduce(
    (path, point, index) => {
      const before = points[index] ?? first
      const third = (point.x - before.x) / 3
      const leave = { x: before.x + third, y: before.y + third * (slopes[index] ?? 0) }
      const arrive = { x: point.x - third, y: point.y - third * (slopes[index + 1] ?? 0) }
      return `${path}C${place(leave)} ${place(arrive)} ${place(point)}`
    },
    `M${place(first)}`,
  )
}

const place = ({ x, y }: Point): string => `${x.toFixed(1)},${y.toFixed(1)}`

/** Slopes after Fritsch and Carlson: flat wherever the direction changes. */
function tangents(points: readonly Point[]): number[] {
  const secants = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    return (point.y - before.y) / (point.x - before.x || 1)
  })
  return points.map((_, index) => {
    const [left, right] = [secants[index - 1], secants[index]]
    if (left === undefined) return right ?? 0
    if (right === undefined) return left
    if (left * right <= 0) return 0
    const steepest = 3 * Math.min(Math.abs(left), Math.abs(right))
    return Math.sign(left) * Math.min(Math.abs((left + right) / 2), steepest)
  })
}

/** Upper and lower edge of each band, one upon the other. */
export function stack(rows: readonly (readonly number[])[]): { low: number; high: number }[][] {
  return rows.map((values) => {
    let sum = 0
    return values.map((value) => {
      const low = sum
      sum += value
      return { low, high: sum }
    })
  })
}
