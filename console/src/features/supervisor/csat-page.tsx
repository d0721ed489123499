import type { Csat, InsightSplit } from '@parley/server/contract'
import { IconStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { percent } from '../../lib/format.ts'
import { behind, filtersOf, type InsightSearch } from '../../lib/insight-search.ts'
import { csatQuery } from '../../lib/insights-api.ts'
import { decimal, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage, useTimeZone } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chart } from '../../ui/charts/chart.tsx'
import { ShareBar } from '../../ui/charts/share-bar.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Card } from './card.tsx'
import { Segments } from './controls.tsx'
import { CsatGroups } from './csat-groups.tsx'
import { FilterBar } from './filter-bar.tsx'
import { LoadState } from './load-state.tsx'
import styles from './pages.module.css'
import { PeriodSegments } from './period-segments.tsx'
import { Stars } from './stars.tsx'
import { SupervisorPage } from './supervisor-page.tsx'
import { shortTime, spanName } from './time-words.ts'
import { TranscriptList } from './transcript-list.tsx'

const TO = '/supervisor/csat'
const splits = ['channel', 'team', 'agent', 'intent'] as const satisfies readonly InsightSplit[]

/** What customers answered when they were asked how it was. */
export function CsatPage({ search }: { search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { period = '30d', by = 'agent' } = search
  const filter = filtersOf(search)
  const { data, error, refetch } = useQuery(csatQuery({ ...filter, period, by }, useTimeZone()))
  return (
    <SupervisorPage page="csat" actions={<PeriodSegments to={TO} search={search} value={period} />}>
      <div className={styles.page}>
        <p className={styles.hint}>{t('csat.hint')}</p>
        <div className={styles.filters}>
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
          <FilterBar to={TO} search={search} keys={['channel', 'team', 'intent']} />
        </div>
        {data ? (
          <Answers csat={data} search={search} filter={filter} by={by} />
        ) : (
          <LoadState error={error} onRetry={() => void refetch()} />
        )}
      </div>
    </SupervisorPage>
  )
}

interface AnswersProps {
  csat: Csat
  search: InsightSearch
  filter: InsightSearch
  by: InsightSplit
}

function Answers({ csat, search, filter, by }: AnswersProps) {
  const { t } = useTranslation(['supervisor', 'translation'])
  if (csat.count === 0) {
    return (
      <EmptyState icon={<IconStar size={24} stroke={1.6} aria-hidden="true" />} title={t('csat.empty')}>
        {t('csat.emptyHint')}
      </EmptyState>
    )
  }
  return (
    <>
      <Facts csat={csat} filter={filter} />
      <div className={styles.columns}>
        <Distribution csat={csat} filter={filter} />
        <Trend csat={csat} filter={filter} />
      </div>
      <CsatGroups csat={csat} search={search} by={csat.by ?? by} />
      <Card title={t('csat.comments')}>
        <TranscriptList count="ratings" search={{ ...filter, from: csat.from, to: hourEnd(csat.to) }} />
      </Card>
    </>
  )
}

/** The list is asked for anew once an hour, not with every look at the page. */
const hourEnd = (at: number): number => Math.ceil(at / 3_600_000) * 3_600_000

function Facts({ csat, filter }: { csat: Csat; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const { mean, meanBefore, count, closed } = csat
  return (
    <dl className={styles.facts}>
      <div className={styles.fact}>
        <dt className={styles.factName}>{t('csat.mean')}</dt>
        <dd>
          <span className={styles.factValue}>{mean === null ? '–' : decimal(mean, language)}</span>
          {meanBefore !== null && (
            <span className={styles.factNote}>
              {t('csat.before', { value: decimal(meanBefore, language) })}
            </span>
          )}
        </dd>
      </div>
      <div className={styles.fact}>
        <dt className={styles.factName}>{t('csat.answers')}</dt>
        <dd>
          <Link {...behind('ratings', csat, filter)} className={styles.factValue}>
            {wholeNumber(count, language)}
          </Link>
        </dd>
      </div>
      <div className={styles.fact}>
        <dt className={styles.factName}>{t('csat.share')}</dt>
        <dd>
          <Link {...behind('closed', csat, filter)} className={styles.factValue}>
            {closed === 0 ? '–' : percent(Math.min(1, count / closed), language)}
          </Link>
          <span className={styles.factNote}>{t('csat.shareHint', { count, closed })}</span>
        </dd>
      </div>
    </dl>
  )
}

function Distribution({ csat, filter }: { csat: Csat; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const most = Math.max(1, ...csat.stars)
  const lines = csat.stars.map((count, index) => ({ rating: index + 1, count })).reverse()
  return (
    <Card title={t('csat.distribution')}>
      <ul className={styles.shares}>
        {lines.map(({ rating, count }) => (
          <li key={rating}>
            <Link {...behind('ratings', csat, { ...filter, rating })} className={styles.shareLine}>
              <Stars rating={rating} />
              <ShareBar parts={[{ key: 'own', colour: colourOf(rating), share: count / most }]} />
              <span className={styles.shareCount}>{wholeNumber(count, language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function colourOf(rating: number) {
  if (rating >= 4) return 'pos'
  return rating === 3 ? 'neu' : 'neg'
}

function Trend({ csat, filter }: { csat: Csat; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const { buckets, step } = csat
  return (
    <Card title={t('live.titlePer', { title: t('csat.trend'), per: t(`live.per.${step}`) })}>
      <Chart
        kind="line"
        label={t('csat.trend')}
        timeName={t('live.time')}
        series={[{ key: 'mean', name: t('csat.mean'), colour: 'one' }]}
        height={200}
        domain={[1, 5]}
        format={(value) => decimal(value, language, Number.isInteger(value) ? 0 : 2)}
        points={buckets.map((bucket) => ({
          key: bucket.from,
          label: shortTime(bucket.from, step, language),
          title: spanName(bucket, step, language),
          values: [bucket.mean],
          note: t('counted.ratings', {
            count: bucket.count,
            shown: wholeNumber(bucket.count, language),
          }),
        }))}
        linkOf={(point) => behind('ratings', buckets[point] ?? csat, filter)}
      />
    </Card>
  )
}
