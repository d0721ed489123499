import type { InsightSplit, MoodTrend } from '@parley/server/contract'
import { IconMoodEmpty } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { percent } from '../../lib/format.ts'
import { behind, filtersOf, type InsightSearch } from '../../lib/insight-search.ts'
import { moodQuery } from '../../lib/insights-api.ts'
import { decimal, signed, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage, useTimeZone } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Segments } from './controls.tsx'
import { FilterBar } from './filter-bar.tsx'
import { LoadState } from './load-state.tsx'
import { MoodChart } from './mood-chart.tsx'
import { MoodGroups } from './mood-groups.tsx'
import styles from './pages.module.css'
import { PeriodSegments } from './period-segments.tsx'
import { SupervisorPage } from './supervisor-page.tsx'

const TO = '/supervisor/sentiment'
const splits = ['channel', 'team', 'intent', 'language', 'agent'] as const satisfies readonly InsightSplit[]

/** How customers sound, by hour and day, and split by what they are about or who has them. */
export function SentimentPage({ search }: { search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { period = '7d', by = 'intent' } = search
  const step = period === '30d' ? 'day' : (search.step ?? (period === '24h' ? 'hour' : 'day'))
  const asked = { ...filtersOf(search), period, by, step }
  const { data, error, refetch } = useQuery(moodQuery(asked, useTimeZone()))
  return (
    <SupervisorPage page="sentiment" actions={<PeriodSegments to={TO} search={search} value={period} />}>
      <div className={styles.page}>
        <p className={styles.hint}>{t('sentiment.hint')}</p>
        <div className={styles.filters}>
          {period !== '30d' && (
            <Segments
              label={t('sentiment.step')}
              to={TO}
              value={step}
              choices={(['hour', 'day'] as const).map((value) => ({
                value,
                name: value === 'hour' ? t('sentiment.stepHour') : t('sentiment.stepDay'),
                search: { ...search, step: value },
              }))}
            />
          )}
          <Segments
            label={t('sentiment.by')}
            to={TO}
            value={by}
            choices={splits.map((value) => ({
              value,
              name: t(`filter.${value}`),
              search: { ...search, by: value },
            }))}
          />
          <FilterBar to={TO} search={search} keys={['channel', 'team', 'intent', 'language']} />
        </div>
        {data ? (
          <Trend trend={data} search={search} by={by} />
        ) : (
          <LoadState error={error} onRetry={() => void refetch()} />
        )}
      </div>
    </SupervisorPage>
  )
}

function Trend({ trend, search, by }: { trend: MoodTrend; search: InsightSearch; by: InsightSplit }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const filter = filtersOf(search)
  const all = trend.total.positive + trend.total.neutral + trend.total.negative
  if (all === 0) {
    return (
      <EmptyState
        icon={<IconMoodEmpty size={24} stroke={1.6} aria-hidden="true" />}
        title={t('sentiment.empty')}
      >
        {t('sentiment.emptyHint')}
      </EmptyState>
    )
  }
  return (
    <>
      <Facts trend={trend} filter={filter} all={all} />
      <MoodChart
        title={t('sentiment.trend')}
        buckets={trend.buckets}
        range={trend}
        step={trend.step}
        filter={filter}
        height={272}
      />
      <MoodGroups trend={trend} search={search} by={trend.by ?? by} />
    </>
  )
}

function Facts({ trend, filter, all }: { trend: MoodTrend; filter: InsightSearch; all: number }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const { total } = trend
  return (
    <dl className={styles.facts}>
      <div className={styles.fact}>
        <dt className={styles.factName}>{t('sentiment.total')}</dt>
        <dd>
          <Link {...behind('messages', trend, filter)} className={styles.factValue}>
            {wholeNumber(all, language)}
          </Link>
        </dd>
      </div>
      <div className={styles.fact}>
        <dt className={styles.factName}>{t('sentiment.mean')}</dt>
        <dd>
          <span className={styles.factValue}>
            {signed(total.score ?? 0, (value) => decimal(value, language))}
          </span>
        </dd>
      </div>
      <div className={styles.fact}>
        <dt className={styles.factName}>{t('sentiment.negative')}</dt>
        <dd>
          <Link {...behind('messages', trend, { ...filter, mood: 'negative' })} className={styles.factValue}>
            {percent(total.negative / all, language)}
          </Link>
          {total.negativeBefore !== null && (
            <span className={styles.factNote}>
              {t('sentiment.before', { value: percent(total.negativeBefore, language) })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  )
}
