import type { ImportCounts } from '@parley/server/contract'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './imports.module.css'

const always = ['created', 'updated', 'unchanged', 'bad'] as const

/** What became of the rows, or would become. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const { t } = useTranslation('imports')
  const language = useLanguage()
  const shown = counts.skipped > 0 ? ([...always.slice(0, 3), 'skipped', 'bad'] as const) : always
  return (
    <dl className={styles.counts}>
      {shown.map((count) => (
        <div key={count} className={styles.count} data-count={count} data-none={counts[count] === 0}>
          <dt>{t(`counts.${count}`)}</dt>
          <dd>{wholeNumber(counts[count], language)}</dd>
        </div>
      ))}
    </dl>
  )
}
