import type { Hours } from '@parley/server/contract'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { clockOf, isPainted, paint } from '../../lib/week.ts'
import styles from './week-grid.module.css'
import { weekdayName, weekdays } from './weekdays.ts'

const CELLS = 48
const HALF = 30

interface Cell {
  day: number
  half: number
}

interface WeekGridProps {
  week: Hours['week']
  onChange: (week: Hours['week']) => void
}

/** The week in half hours: drag to open or close, or walk with the arrows, Space to turn, Shift and an arrow to paint. */
export function WeekGrid({ week, onChange }: WeekGridProps) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const [at, setAt] = useState<Cell>({ day: 1, half: 18 })
  const painting = useRef<{ from: Cell; open: boolean; base: Hours['week'] }>(undefined)
  const grid = useRef<HTMLTableElement>(null)

  const stretch = (base: Hours['week'], from: Cell, to: Cell, open: boolean) => {
    const days = weekdays.slice(
      Math.min(weekdays.indexOf(from.day), weekdays.indexOf(to.day)),
      Math.max(weekdays.indexOf(from.day), weekdays.indexOf(to.day)) + 1,
    )
    const [first, last] = [Math.min(from.half, to.half), Math.max(from.half, to.half)]
    onChange(
      days.reduce((next, day) => paint(next, { day, from: first * HALF, to: (last + 1) * HALF, open }), base),
    )
  }
  const begin = (cell: Cell) => {
    const open = !isPainted(week, cell.day, cell.half * HALF, (cell.half + 1) * HALF)
    painting.current = { from: cell, open, base: week }
    setAt(cell)
    stretch(week, cell, cell, open)
  }
  const walk = (event: KeyboardEvent) => {
    const next = nextCell(at, event.key)
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      begin(at)
      return
    }
    if (!next) return
    event.preventDefault()
    if (event.shiftKey) {
      const open = isPainted(week, at.day, at.half * HALF, (at.half + 1) * HALF)
      stretch(week, next, next, open)
    }
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.day}-${next.half}"]`)?.focus()
  }
  return (
    <div className={styles.scroller}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are chosen is a grid
        role="grid"
        aria-label={t('hours.grid')}
        className={styles.grid}
        onKeyDown={walk}
        onPointerUp={() => {
          painting.current = undefined
        }}
        onPointerLeave={() => {
          painting.current = undefined
        }}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              <span className="visually-hidden">{t('hours.day')}</span>
            </th>
            {Array.from({ length: CELLS / 4 }, (_, index) => (
              <th key={clockOf(index * 120)} scope="colgroup" colSpan={4} className={styles.hour}>
                {clockOf(index * 120)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((day) => (
            <tr key={day}>
              <th scope="row" className={styles.day}>
                {weekdayName(day, language)}
              </th>
              {Array.from({ length: CELLS }, (_, half) => {
                const open = isPainted(week, day, half * HALF, (half + 1) * HALF)
                const span = `${clockOf(half * HALF)}-${clockOf((half + 1) * HALF)}`
                return (
                  <td
                    key={span}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above
                    role="gridcell"
                    aria-selected={open}
                    aria-label={`${weekdayName(day, language)} ${span}, ${open ? t('hours.open') : t('hours.closed')}`}
                    tabIndex={at.day === day && at.half === half ? 0 : -1}
                    data-cell={`${day}-${half}`}
                    className={styles.cell}
                    onPointerDown={(event) => {
                      event.currentTarget.releasePointerCapture?.(event.pointerId)
                      begin({ day, half })
                    }}
                    onPointerEnter={(event) => {
                      const { current } = painting
                      if (current && event.buttons > 0)
                        stretch(current.base, current.from, { day, half }, current.open)
                    }}
                    onFocus={() => setAt({ day, half })}
                  />
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function nextCell({ day, half }: Cell, key: string): Cell | undefined {
  const row = weekdays.indexOf(day)
  const to = (other: number) => ({ day: weekdays[Math.max(0, Math.min(6, other))] ?? day, half })
  switch (key) {
    case 'ArrowLeft':
      return { day, half: Math.max(0, half - 1) }
    case 'ArrowRight':
      return { day, half: Math.min(CELLS - 1, half + 1) }
    case 'ArrowUp':
      return to(row - 1)
    case 'ArrowDown':
      return to(row + 1)
    case 'Home':
      return { day, half: 0 }
    case 'End':
      return { day, half: CELLS - 1 }
    default:
      return undefined
  }
}
