import type { InsightSplit, MoodGroup, MoodTrend } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { percent } from '../../lib/format.ts'
import { behind, filtersOf, type InsightSearch } from '../../lib/insight-search.ts'
import { decimal, signed, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ShareBar } from '../../ui/charts/share-bar.tsx'
import { TrendLine } from '../../ui/charts/trend-line.tsx'
import { moodLabel } from '../../ui/mood-label.ts'
import { Card } from './card.tsx'
import styles from './mood-groups.module.css'
import { useValueName } from './names.ts'

const moods = ['negative', 'neutral', 'positive'] as const
const colours = { negative: 'neg', neutral: 'neu', positive: 'pos' } as const

/** The same trend for each channel, team, intent, language or agent; each cell leads to its messages. */
export function MoodGroups({
  trend,
  search,
  by,
}: {
  trend: MoodTrend
  search: InsightSearch
  by: InsightSplit
}) {
  const { t } = useTranslation(['supervisor', 'translation'])
  return (
    <Card title={t('sentiment.byTitle', { name: t(`filter.${by}`).toLowerCase() })}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`filter.${by}`)}</th>
            <th scope="col" className={styles.right}>
              {t('sentiment.total')}
            </th>
            <th scope="col" className={styles.bar}>
              {t('sentiment.shares')}
            </th>
            {moods.map((mood) => (
              <th key={mood} scope="col" className={styles.mood}>
                {t(`translation:mood.${mood}Short`)}
              </th>
            ))}
            <th scope="col" className={styles.before}>
              {t('sentiment.negative')}
            </th>
            <th scope="col" className={styles.right}>
              {t('sentiment.mean')}
            </th>
            <th scope="col" className={styles.way}>
              {t('sentiment.way')}
            </th>
          </tr>
        </thead>
        <tbody>
          {trend.groups.map((group) => (
            <GroupRow key={group.key} group={group} trend={trend} search={search} by={by} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

interface RowProps {
  group: MoodGroup
  trend: MoodTrend
  search: InsightSearch
  by: InsightSplit
}

function GroupRow({ group, trend, search, by }: RowProps) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  const all = group.positive + group.neutral + group.negative
  const own = { ...filtersOf(search), [by]: group.key }
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to="/supervisor/sentiment" search={{ ...search, [by]: group.key }} className={styles.number}>
          {nameOf(by, group.key)}
        </Link>
      </th>
      <td className={styles.right}>
        <Link {...behind('messages', trend, own)} className={styles.number}>
          {wholeNumber(all, language)}
        </Link>
      </td>
      <td className={styles.bar}>
        <ShareBar
          parts={moods.map((mood) => ({ key: mood, colour: colours[mood], share: group[mood] / all }))}
        />
      </td>
      {moods.map((mood) => (
        <td key={mood} className={styles.mood}>
          <Link {...behind('messages', trend, { ...own, mood })} className={styles.number}>
            {wholeNumber(group[mood], language)}
          </Link>
        </td>
      ))}
      <td className={styles.before}>
        {percent(group.negative / all, language)}
        {group.negativeBefore !== null && (
          <span className={styles.quiet}>
            {t('sentiment.before', { value: percent(group.negativeBefore, language) })}
          </span>
        )}
      </td>
      <td className={styles.right} data-mood={moodLabel(group.score)}>
        {signed(group.score, (value) => decimal(value, language))}
      </td>
      <td className={styles.way}>
        <TrendLine values={group.series} tone={group.score < 0 ? 'bad' : 'accent'} />
      </td>
    </tr>
  )
}
