import type { Wall } from '@parley/server/contract'
import { behind, type InsightSearch } from '../../lib/insight-search.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ShareBar } from '../../ui/charts/share-bar.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import { Card } from './card.tsx'
import { useValueName } from './names.ts'
import styles from './table.module.css'

/** Why the bot gave conversations to people. */
export function Reasons({ wall, filter }: { wall: Wall; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  const { reasons } = wall
  const all = reasons.reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(1, ...reasons.map(({ count }) => count))
  return (
    <Card
      title={t('live.reasons')}
      aside={
        <PlainLink address={behind('handoffs', wall, filter)} className={styles.number}>
          {t('counted.handoffs', { count: all, shown: wholeNumber(all, language) })}
        </PlainLink>
      }
    >
      {reasons.length === 0 ? (
        <p className={styles.nothing}>{t('live.noReasons')}</p>
      ) : (
        <ul className={styles.bars}>
          {reasons.map(({ reason, count, before }) => (
            <li key={reason}>
              <PlainLink address={behind('handoffs', wall, { ...filter, reason })} className={styles.barLine}>
                <span className={styles.barName}>{nameOf('reason', reason)}</span>
                <ShareBar parts={[{ key: reason, colour: 'one', share: count / most }]} />
                <span className={styles.barCount}>{wholeNumber(count, language)}</span>
                <span className={styles.barBefore}>{t('live.was', { count: before })}</span>
              </PlainLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
