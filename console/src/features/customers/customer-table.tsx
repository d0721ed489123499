import type { CustomerLine } from '@parley/server/contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import type { CustomerSearch } from '../../lib/customers-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CustomerRow } from './customer-row.tsx'
import styles from './customers.module.css'

const ROW_HEIGHT = 44
const LOAD_AHEAD = 20

type Sort = NonNullable<CustomerSearch['sort']>
interface Head {
  id: string
  label: string
  sort?: Sort
}

interface CustomerTableProps {
  rows: readonly CustomerLine[]
  columns: readonly { id: string; label: string }[]
  search: CustomerSearch
  chosen: ReadonlySet<string>
  busy: boolean
  onChoose: (chosen: ReadonlySet<string>) => void
  onSort: (sort: Sort) => void
  onNearEnd: () => void
}

/** Rows are mounted only where they are seen: ten thousand of them scroll like ten. */
export function CustomerTable(props: CustomerTableProps) {
  const { rows, columns, search, chosen, busy, onChoose, onSort, onNearEnd } = props
  const { t } = useTranslation('customers')
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(-1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    onChange: (instance) => {
      if ((instance.range?.endIndex ?? 0) >= rows.length - LOAD_AHEAD) onNearEnd()
    },
  })
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), rows.length - 1)
    setAt(next)
    virtual.scrollToIndex(next, { align: 'auto' })
    requestAnimationFrame(() => document.getElementById(`customer-${rows[next]?.id}`)?.focus())
  }
  useCommands('customers', { next: () => move(at + 1), previous: () => move(at - 1) })
  const handleKey = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to === undefined || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    move(to)
  }
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  const sort = search.sort ?? 'seen'
  const dir = search.dir ?? 'desc'
  const heads: Head[] = [
    { id: 'name', label: t('column.name'), sort: 'name' },
    ...columns.map(
      ({ id, label }): Head => (id === 'seen' || id === 'since' ? { id, label, sort: id } : { id, label }),
    ),
  ]
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        className={styles.table}
        aria-label={t('title')}
        aria-rowcount={rows.length + 1}
        aria-busy={busy}
      >
        <thead className={styles.head}>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.tick}>
              <input
                type="checkbox"
                aria-label={t('chooseAll')}
                checked={all}
                onChange={() => onChoose(all ? new Set() : new Set(rows.slice(0, 500).map(({ id }) => id)))}
              />
            </th>
            {heads.map((head) => (
              <HeadCell key={head.id} head={head} now={{ sort, dir }} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={handleKey}>
          <Gap height={above} />
          {items.map((item) => {
            const row = rows[item.index]
            return row ? (
              <CustomerRow
                key={row.id}
                row={row}
                columns={columns}
                index={item.index}
                chosen={chosen.has(row.id)}
                onToggle={() => toggle(row.id)}
                onFocus={() => setAt(item.index)}
              />
            ) : null
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are not mounted. */
function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr>
      <td style={{ height }} />
    </tr>
  ) : null
}

function HeadCell({
  head,
  now,
  onSort,
}: {
  head: Head
  now: { sort: Sort; dir: 'asc' | 'desc' }
  onSort: (sort: Sort) => void
}) {
  const { sort } = head
  const here = sort === now.sort
  const order = here ? (now.dir === 'asc' ? 'ascending' : 'descending') : 'none'
  return (
    <th scope="col" data-column={head.id} {...(sort ? { 'aria-sort': order } : {})}>
      {sort ? (
        <button type="button" className={styles.sort} onClick={() => onSort(sort)}>
          {head.label}
          {here && <span aria-hidden="true">{now.dir === 'asc' ? ' ↑' : ' ↓'}</span>}
        </button>
      ) : (
        head.label
      )}
    </th>
  )
}
