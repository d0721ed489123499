import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { PlainLink } from '../plain-link.tsx'
import styles from './chart.module.css'
import type { ChartProps, ChartSpot } from './chart-types.ts'
import { type Geometry, seriesAt } from './geometry.ts'

type ColumnsProps = ChartProps & {
  id: string
  geometry: Geometry
  spot: ChartSpot | undefined
  onSpot: (spot: ChartSpot | undefined) => void
}

/** One link above each point. Only one of them is a stop of Tab; the arrow keys lead to the others. */
export function ChartColumns(props: ColumnsProps) {
  const { id, label, kind, points, geometry, spot, onSpot, linkOf, height } = props
  const box = useRef<HTMLElement>(null)
  const [stop, setStop] = useState<number>()
  const current = Math.min(stop ?? points.length - 1, points.length - 1)
  const go = (point: number) => {
    const next = Math.max(0, Math.min(points.length - 1, point))
    setStop(next)
    box.current?.querySelectorAll('a')[next]?.focus()
  }
  const move = (event: MouseEvent, point: number) => {
    const top = box.current?.getBoundingClientRect().top ?? 0
    const series = kind === 'line' ? undefined : seriesAt(geometry, point, event.clientY - top)
    if (spot?.point !== point || spot.series !== series) onSpot({ point, series })
  }
  const press = (event: KeyboardEvent, point: number) => {
    const action = actionOf(event.key, point, spot?.series, props)
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    if ('go' in action) go(action.go)
    else onSpot({ point, series: action.series })
  }
  return (
    <nav ref={box} className={styles.columns} aria-label={label} style={{ height }}>
      {points.map((point, index) => {
        const series = spot?.point === index ? spot.series : undefined
        return (
          <PlainLink
            key={point.key}
            id={`${id}-${index}`}
            address={linkOf(index, series)}
            className={styles.column}
            style={{ left: geometry.columns[index]?.left, width: geometry.columns[index]?.width }}
            tabIndex={index === current ? 0 : -1}
            aria-label={sayPoint(props, index, series)}
            onMouseMove={(event) => move(event, index)}
            onMouseLeave={() => onSpot(undefined)}
            onFocus={(event) => {
              setStop(index)
              if (event.currentTarget.matches(':focus-visible')) onSpot({ point: index })
            }}
            onBlur={() => onSpot(undefined)}
            onKeyDown={(event) => press(event, index)}
          />
        )
      })}
    </nav>
  )
}

/** What a key does: to another point, or to another series of this one. */
function actionOf(
  key: string,
  point: number,
  series: number | undefined,
  { kind, points, series: all }: ChartProps,
): { go: number } | { series: number | undefined } | undefined {
  switch (key) {
    case 'ArrowLeft':
      return { go: point - 1 }
    case 'ArrowRight':
      return { go: point + 1 }
    case 'Home':
      return { go: 0 }
    case 'End':
      return { go: points.length - 1 }
    case 'ArrowUp':
    case 'ArrowDown': {
      if (kind === 'line' || all.length < 2) return undefined
      // All of them is one more choice, below the lowest and above the highest.
      const now = series ?? (key === 'ArrowUp' ? -1 : all.length)
      const next = key === 'ArrowUp' ? now + 1 : now - 1
      return { series: next < 0 || next >= all.length ? undefined : next }
    }
    default:
      return undefined
  }
}

function sayPoint({ points, series, format }: ChartProps, index: number, chosen: number | undefined): string {
  const point = points[index]
  if (!point) return ''
  const said = series.flatMap(({ name }, place) => {
    if (chosen !== undefined && chosen !== place) return []
    const value = point.values[place] ?? null
    return value === null ? [] : [`${name} ${format(value)}`]
  })
  return [point.title, ...said, ...(point.note ? [point.note] : [])].join(', ')
}
