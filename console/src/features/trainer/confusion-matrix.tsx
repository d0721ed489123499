import { type KeyboardEvent, useRef } from 'react'
import { percent } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import type { Grid } from './confusion.ts'
import styles from './confusion-matrix.module.css'

interface ConfusionMatrixProps {
  grid: Grid
  chosen: { row: string; column: string } | undefined
  nameOf: (name: string) => string
  onChoose: (row: string, column: string) => void
}

/** A real table: one cell is in the tab order, arrow keys move on from it. */
export function ConfusionMatrix({ grid, chosen, nameOf, onChoose }: ConfusionMatrixProps) {
  const { t } = useTranslation('trainer')
  const table = useRef<HTMLTableElement>(null)
  const entrance = chosen ?? { row: grid.rows[0], column: grid.columns[0] }
  const move = (event: KeyboardEvent, row: number, column: number) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const [down, right] = step
    const next = table.current?.querySelector<HTMLElement>(
      `[data-cell="${clamp(row + down, grid.rows.length)} ${clamp(column + right, grid.columns.length)}"]`,
    )
    next?.focus()
  }
  return (
    <div className={styles.scroll}>
      <table
        ref={table}
        className={styles.table}
        style={{ '--columns': grid.columns.length } as React.CSSProperties}
      >
        <caption className="visually-hidden">
          {t('confusion.table')}. {t('confusion.move')}
        </caption>
        <thead>
          <tr>
            <td />
            {grid.columns.map((column) => (
              <th key={column} scope="col" className={styles.column}>
                <span>{nameOf(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, rowIndex) => (
            <tr key={row}>
              <th scope="row" className={styles.row}>
                {nameOf(row)}
              </th>
              {grid.columns.map((column, columnIndex) => (
                <MatrixCell
                  key={column}
                  grid={grid}
                  row={rowIndex}
                  column={columnIndex}
                  chosen={chosen?.row === row && chosen.column === column}
                  inTabOrder={entrance.row === row && entrance.column === column}
                  nameOf={nameOf}
                  onChoose={() => onChoose(row, column)}
                  onMove={move}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const clamp = (index: number, length: number) => Math.min(Math.max(index, 0), length - 1)

function MatrixCell({
  grid,
  row,
  column,
  chosen,
  inTabOrder,
  nameOf,
  onChoose,
  onMove,
}: {
  grid: Grid
  row: number
  column: number
  chosen: boolean
  inTabOrder: boolean
  nameOf: (name: string) => string
  onChoose: () => void
  onMove: (event: KeyboardEvent, row: number, column: number) => void
}) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const [meant, said] = [grid.rows[row] ?? '', grid.columns[column] ?? '']
  const { count, share } = grid.cell(meant, said)
  const right = meant === said
  return (
    <td className={styles.cell}>
      <button
        type="button"
        className={styles.value}
        data-cell={`${row} ${column}`}
        data-right={right}
        data-empty={count === 0}
        aria-pressed={chosen}
        tabIndex={inTabOrder ? 0 : -1}
        style={{ '--strength': `${strength(share, right)}%` } as React.CSSProperties}
        aria-label={t('confusion.cell', {
          meant: nameOf(meant),
          said: nameOf(said),
          count,
          total: grid.totals[row] ?? 0,
          percent: percent(share, language),
        })}
        onClick={onChoose}
        onKeyDown={(event) => onMove(event, row, column)}
      >
        {count > 0 && Math.max(1, Math.round(share * 100))}
      </button>
    </td>
  )
}

/** Mistakes are rarer than what is right, so they are tinted from a lower share on. */
function strength(share: number, right: boolean): number {
  if (share === 0) return 0
  return right ? 8 + share * 37 : Math.min(45, 10 + share * 160)
}
