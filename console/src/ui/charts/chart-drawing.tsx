import styles from './chart.module.css'
import type { ChartProps, ChartSpot } from './chart-types.ts'
import { areaPaths, type Geometry, linePath } from './geometry.ts'
import { labelStep } from './scale.ts'

const LABEL_WIDTH = 62

type DrawingProps = ChartProps & { geometry: Geometry; width: number; spot: ChartSpot | undefined }

/** Grid, axes and marks; what it shows is said by the links above it and by the table. */
export function ChartDrawing(props: DrawingProps) {
  const { kind, geometry, width, height, points, format, spot } = props
  const { left, right, ticks, y, columns, top, bottom } = geometry
  const every = labelStep(points.length, right - left, LABEL_WIDTH)
  const column = spot && columns[spot.point]
  return (
    <svg className={styles.drawing} width={width} height={height} aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className={styles.tick} x={left - 10} y={y(tick)} dy="0.32em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {kind === 'bars' ? <Bars {...props} /> : kind === 'area' ? <Areas {...props} /> : <Lines {...props} />}
      {column && <line className={styles.cross} x1={column.x} x2={column.x} y1={top} y2={bottom} />}
      {points.map((point, index) =>
        index % every === 0 ? (
          <text
            key={point.key}
            className={styles.tick}
            x={columns[index]?.x ?? 0}
            y={height - 6}
            textAnchor={anchorOf(kind, index, points.length)}
          >
            {point.label}
          </text>
        ) : null,
      )}
    </svg>
  )
}

function Areas({ series, geometry, spot }: DrawingProps) {
  return series.map(({ key, colour }, index) => {
    const { fill, edge } = areaPaths(geometry, index)
    const column = spot && geometry.columns[spot.point]
    const top = spot && geometry.bands[spot.point]?.[index]?.high
    return (
      <g key={key} data-colour={colour} data-quiet={spot?.series !== undefined && spot.series !== index}>
        <path className={styles.fill} d={fill} />
        <path className={styles.edge} d={edge} />
        {column && top !== undefined && (
          <circle className={styles.dot} cx={column.x} cy={geometry.y(top)} r="3.2" />
        )}
      </g>
    )
  })
}

function Bars({ series, points, geometry, spot }: DrawingProps) {
  const { columns, bands, barWidth, y } = geometry
  return series.map(({ key, colour }, index) => (
    <g key={key} data-colour={colour} data-quiet={spot?.series !== undefined && spot.series !== index}>
      {points.map((point, place) => {
        const { low = 0, high = 0 } = bands[place]?.[index] ?? {}
        if (high <= low) return null
        return (
          <rect
            key={point.key}
            className={styles.bar}
            x={(columns[place]?.x ?? 0) - barWidth / 2}
            y={y(high)}
            width={barWidth}
            height={y(low) - y(high)}
          />
        )
      })}
    </g>
  ))
}

function Lines({ series, points, geometry, spot }: DrawingProps) {
  return series.map(({ key, colour }, index) => {
    const values = points.map((point) => point.values[index] ?? null)
    return (
      <g key={key} data-colour={colour}>
        <path className={styles.edge} d={linePath(geometry, values)} />
        {values.map((value, place) =>
          value === null ? null : (
            <circle
              key={points[place]?.key}
              className={styles.dot}
              cx={geometry.columns[place]?.x}
              cy={geometry.y(value)}
              r={spot?.point === place ? 4 : 2.6}
            />
          ),
        )}
      </g>
    )
  })
}

/** A line begins and ends at the edges of the chart: its first and last label stay inside. */
function anchorOf(kind: ChartProps['kind'], index: number, count: number): 'start' | 'middle' | 'end' {
  if (kind !== 'area') return 'middle'
  if (index === 0) return 'start'
  return index === count - 1 ? 'end' : 'middle'
}
