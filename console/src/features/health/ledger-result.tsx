import type { LedgerResult } from '@parley/server/contract'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './health-page.module.css'
import list from './ledger-result.module.css'

const kinds = ['inbound', 'handled', 'pending', 'parked', 'refused', 'takenBack'] as const
const damages = ['unaccounted', 'gaps', 'doubled'] as const

/** What became of everything that came in; the kinds add up. */
export function LedgerCounts({ result }: { result: LedgerResult }) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  return (
    <dl className={`${styles.facts} ${list.counts}`}>
      {[...kinds, ...damages].map((name) => (
        <div
          key={name}
          className={styles.fact}
          data-bad={result[name] > 0 && damages.some((damage) => damage === name)}
        >
          <dt>{t(`ledger.${name}`)}</dt>
          <dd>{wholeNumber(result[name], language)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Where it is, for whoever mends it: ids and numbers, never words. */
export function LedgerFindings({ result: { findings, more } }: { result: LedgerResult }) {
  const { t } = useTranslation('health')
  if (findings.length === 0) return null
  return (
    <section aria-labelledby="ledger-findings">
      <h3 id="ledger-findings" className={list.heading}>
        {t('ledger.findings')}
      </h3>
      <ul className={list.findings}>
        {findings.map(({ thread, what, id }) => (
          <li key={`${thread} ${what} ${id}`}>
            <span className={list.thread}>{t('ledger.thread', { thread })}</span>
            <span>{t(`what.${what}`, { id })}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={list.thread}>{t('ledger.more', { count: more })}</p>}
    </section>
  )
}
