import styles from './chart.module.css'
import type { ChartProps, ChartSpot } from './chart-types.ts'
import type { Geometry } from './geometry.ts'

const WIDTH = 168
const GAP = 12

/** The values at the crosshair; the links say the same to those who do not see it. */
export function ChartTip(props: ChartProps & { geometry: Geometry; width: number; spot: ChartSpot }) {
  const { kind, series, points, format, sumName, geometry, width, spot } = props
  const point = points[spot.point]
  const column = geometry.columns[spot.point]
  if (!point || !column) return null
  const right = column.x + GAP + WIDTH <= width
  const left = right ? column.x + GAP : Math.max(0, column.x - GAP - WIDTH)
  const sum = point.values.reduce<number>((all, value) => all + (value ?? 0), 0)
  // As they lie upon each other: the uppermost first.
  const rows = series.map((one, index) => ({ ...one, index, value: point.values[index] ?? null }))
  return (
    <div className={styles.tip} style={{ left, width: WIDTH }} aria-hidden="true">
      <p className={styles.tipTitle}>{point.title}</p>
      {(kind === 'line' ? rows : rows.reverse()).map(({ key, name, colour, index, value }) => (
        <p key={key} className={styles.tipRow} data-chosen={spot.series === index}>
          <span className={styles.swatch} data-colour={colour} />
          <span className={styles.tipName}>{name}</span>
          <span className={styles.tipValue}>{value === null ? '–' : format(value)}</span>
        </p>
      ))}
      {sumName !== undefined && series.length > 1 && (
        <p className={styles.tipSum}>
          <span className={styles.tipName}>{sumName}</span>
          <span className={styles.tipValue}>{format(sum)}</span>
        </p>
      )}
      {point.note && <p className={styles.tipNote}>{point.note}</p>}
    </div>
  )
}
