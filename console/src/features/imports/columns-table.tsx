import type { ImportDetail } from '@parley/server/contract'
import { useCustomerFields } from '../../lib/customer-fields.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import styles from './imports.module.css'

const EXAMPLES = 3

/** A row for each column of the file: its name, what stands in it, and what it becomes. */
export function ColumnsTable({
  preview: { heads, rows },
  columns,
  twice,
  onChange,
}: {
  preview: NonNullable<ImportDetail['preview']>
  columns: readonly (string | null)[]
  /** Fields that more than one column has. */
  twice: ReadonlySet<string | null>
  onChange: (columns: (string | null)[]) => void
}) {
  const { t } = useTranslation('imports')
  const fields = useCustomerFields()
  const options = [
    ...fields.map(({ id, label }) => ({ id, label })),
    { id: 'tags', label: t('tagsField') },
    { id: 'id', label: t('idField') },
  ]
  return (
    <ScrollBox labelledBy="columns" className={styles.tableBox}>
      <table className={styles.table} aria-labelledby="columns">
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('examples')}</th>
          </tr>
        </thead>
        <tbody className={styles.columns}>
          {heads.map((head, at) => {
            const name = head || t('unnamed', { number: at + 1 })
            const field = columns[at] ?? null
            const double = field !== null && twice.has(field)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike
              <tr key={at} data-out={field === null}>
                <th scope="row" className={styles.head}>
                  {name}
                </th>
                <td>
                  <select
                    className={styles.select}
                    aria-label={t('fieldOf', { name })}
                    aria-invalid={double}
                    value={field ?? ''}
                    onChange={(event) => onChange(columns.with(at, event.target.value || null))}
                  >
                    <option value="">{t('leaveOut')}</option>
                    {options.map(({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ))}
                  </select>
                  {double && <p className={styles.wrong}>{t('twice')}</p>}
                </td>
                <td className={styles.cells}>
                  {rows
                    .map(({ cells }) => cells[at] ?? '')
                    .filter((cell) => cell.trim() !== '')
                    .slice(0, EXAMPLES)
                    .join(' · ')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}
