import type { Wall } from '@parley/server/contract'
import { behind, type InsightSearch } from '../../lib/insight-search.ts'
import { decimal, signed, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ShareBar } from '../../ui/charts/share-bar.tsx'
import { moodLabel } from '../../ui/mood-label.ts'
import { PlainLink } from '../../ui/plain-link.tsx'
import { Card } from './card.tsx'
import { useValueName } from './names.ts'
import styles from './table.module.css'

/** What customers write about most, and how they sound. */
export function IntentsTable({ wall, filter }: { wall: Wall; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  const { intents } = wall
  const most = Math.max(0, ...intents.map(({ share }) => share)) || 1
  return (
    <Card title={t('live.intents')} place="third" aside={t('live.intentsHint')}>
      {intents.length === 0 ? (
        <p className={styles.nothing}>{t('live.noIntents')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('live.intent')}</th>
              <th scope="col" className={styles.barColumn}>
                {t('live.share')}
              </th>
              <th scope="col" className={styles.right}>
                {t('live.count')}
              </th>
              <th scope="col" className={styles.right}>
                {t('live.mood')}
              </th>
            </tr>
          </thead>
          <tbody>
            {intents.map(({ intent, count, share, score }) => (
              <tr key={intent}>
                <th scope="row" className={styles.name}>
                  {nameOf('intent', intent)}
                </th>
                <td className={styles.barColumn}>
                  <ShareBar parts={[{ key: intent, colour: 'one', share: share / most }]} />
                </td>
                <td className={styles.right}>
                  <PlainLink
                    address={behind('messages', wall, { ...filter, intent })}
                    className={styles.number}
                  >
                    {wholeNumber(count, language)}
                  </PlainLink>
                </td>
                <td className={styles.right} data-mood={moodLabel(score)}>
                  {signed(score, (value) => decimal(value, language))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
