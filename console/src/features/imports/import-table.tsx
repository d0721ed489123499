import type { ImportLine } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { useSlowClock } from '../../lib/clock.ts'
import { fullTime, shortDate } from '../../lib/format.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import styles from './imports.module.css'

const tones: Readonly<Partial<Record<ImportLine['state'], Tone>>> = {
  done: 'pos',
  stopped: 'neg',
  importing: 'accent',
  checking: 'accent',
}
const shown = ['created', 'updated', 'bad'] as const

/** A line for each import; its name leads to its report. */
export function ImportTable({ imports }: { imports: readonly ImportLine[] }) {
  const { t } = useTranslation('imports')
  const language = useLanguage()
  const now = useSlowClock()
  return (
    <ul className={styles.list}>
      {imports.map(({ id, name, state, by, at, done }) => (
        <li key={id} className={styles.item}>
          <span className={styles.itemName}>
            <Link to="/customers/imports/$id" params={{ id }}>
              {name}
            </Link>
            <Chip tone={tones[state] ?? 'plain'}>{t(`state.${state}`)}</Chip>
          </span>
          <time dateTime={new Date(at).toISOString()} title={fullTime(at, language)} className={styles.quiet}>
            {t('by', { name: by.name, date: shortDate(at, language, now) })}
          </time>
          {done && (
            <span className={styles.itemCounts}>
              {shown.map((count) => (
                <span key={count} data-bad={count === 'bad' && done.bad > 0}>
                  {`${t(`counts.${count}`)} ${wholeNumber(done[count], language)}`}
                </span>
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
