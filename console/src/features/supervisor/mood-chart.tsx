import type { InsightStep, MoodCounts } from '@parley/server/contract'
import { behind, type InsightSearch } from '../../lib/insight-search.ts'
import { decimal, signed, wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chart } from '../../ui/charts/chart.tsx'
import type { ChartSeries } from '../../ui/charts/chart-types.ts'
import { Legend } from '../../ui/charts/legend.tsx'
import { Card } from './card.tsx'
import { shortTime, spanName } from './time-words.ts'

type Bucket = MoodCounts & { from: number; to: number; score?: number | null }

/** From the bottom: what went wrong is nearest to the axis. */
const moods = ['negative', 'neutral', 'positive'] as const
const colours = { negative: 'neg', neutral: 'neu', positive: 'pos' } as const

interface MoodChartProps {
  title: string
  buckets: readonly Bucket[]
  range: { from: number; to: number }
  step: InsightStep
  filter: InsightSearch
  height: number
  place?: 'wide'
}

/** How customers sounded over time; each point and each mood leads to its messages. */
export function MoodChart({ title, buckets, range, step, filter, height, place }: MoodChartProps) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const shown = filter.mood === undefined ? moods : moods.filter((mood) => mood === filter.mood)
  const series: ChartSeries[] = shown.map((mood) => ({
    key: mood,
    name: t(`translation:mood.${mood}Short`),
    colour: colours[mood],
  }))
  const ofSeries = (index: number | undefined): InsightSearch =>
    index === undefined ? filter : { ...filter, ...(shown[index] ? { mood: shown[index] } : {}) }
  const heading = t('live.titlePer', { title, per: t(`live.per.${step}`) })
  const legend = [...series].reverse()
  return (
    <Card
      title={heading}
      {...(place ? { place } : {})}
      aside={
        <Legend
          series={legend}
          linkOf={(index) => behind('messages', range, ofSeries(series.length - 1 - index))}
        />
      }
    >
      <Chart
        kind="area"
        label={heading}
        timeName={t('live.time')}
        sumName={t('live.all')}
        series={series}
        height={height}
        format={(value) => wholeNumber(value, language)}
        points={buckets.map((bucket) => ({
          key: bucket.from,
          label: shortTime(bucket.from, step, language),
          title: spanName(bucket, step, language),
          values: shown.map((mood) => bucket[mood]),
          ...(typeof bucket.score === 'number'
            ? { note: `${t('sentiment.mean')} ${signed(bucket.score, (value) => decimal(value, language))}` }
            : {}),
        }))}
        linkOf={(point, index) => behind('messages', buckets[point] ?? range, ofSeries(index))}
      />
    </Card>
  )
}
