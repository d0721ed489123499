import type { Csat, InsightSplit } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { behind, filtersOf, type InsightSearch } from '../../lib/insight-search.ts'
import { decimal, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ShareBar } from '../../ui/charts/share-bar.tsx'
import { Card } from './card.tsx'
import styles from './mood-groups.module.css'
import { useValueName } from './names.ts'

/** Answers by channel, team, agent or intent. */
export function CsatGroups({ csat, search, by }: { csat: Csat; search: InsightSearch; by: InsightSplit }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  return (
    <Card title={t('csat.by', { name: t(`filter.${by}`).toLowerCase() })}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`filter.${by}`)}</th>
            <th scope="col" className={styles.right}>
              {t('csat.answers')}
            </th>
            <th scope="col" className={styles.bar}>
              {t('csat.distribution')}
            </th>
            <th scope="col" className={styles.right}>
              {t('csat.mean')}
            </th>
          </tr>
        </thead>
        <tbody>
          {csat.groups.map(({ key, count, mean, stars: [one, two, three, four, five] }) => (
            <tr key={key}>
              <th scope="row" className={styles.name}>
                <Link to="/supervisor/csat" search={{ ...search, [by]: key }} className={styles.number}>
                  {nameOf(by, key)}
                </Link>
              </th>
              <td className={styles.right}>
                <Link
                  {...behind('ratings', csat, { ...filtersOf(search), [by]: key })}
                  className={styles.number}
                >
                  {wholeNumber(count, language)}
                </Link>
              </td>
              <td className={styles.bar}>
                <ShareBar
                  parts={[
                    { key: 'low', colour: 'neg', share: (one + two) / count },
                    { key: 'middle', colour: 'neu', share: three / count },
                    { key: 'high', colour: 'pos', share: (four + five) / count },
                  ]}
                />
              </td>
              <td className={styles.right}>{decimal(mean, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
