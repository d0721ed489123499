import { smoothPath } from './scale.ts'
import styles from './trend-line.module.css'

const WIDTH = 72
const HEIGHT = 34
const PAD = 3

export type TrendTone = 'accent' | 'good' | 'bad' | 'quiet'

/** The way of a number, beside it: decoration, its values are in the chart or the list. */
export function TrendLine({ values, tone }: { values: readonly (number | null)[]; tone: TrendTone }) {
  const known = values.flatMap((value) => value ?? [])
  if (known.length < 2) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const step = (WIDTH - 2 * PAD) / (values.length - 1)
  const y = (value: number) =>
    high === low ? HEIGHT - PAD - 4 : HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD)
  const points = values.flatMap((value, index) =>
    value === null ? [] : [{ x: PAD + index * step, y: y(value) }],
  )
  const line = smoothPath(points)
  const [first, last] = [points[0], points.at(-1)]
  return (
    <svg
      className={styles.root}
      data-tone={tone}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      {first && last && (
        <path className={styles.area} d={`${line}L${last.x},${HEIGHT}L${first.x},${HEIGHT}Z`} />
      )}
      <path className={styles.line} d={line} />
    </svg>
  )
}
