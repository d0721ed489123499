import type { Wall } from '@parley/server/contract'
import { behind, type InsightSearch } from '../../lib/insight-search.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chart } from '../../ui/charts/chart.tsx'
import type { ChartColour } from '../../ui/charts/chart-types.ts'
import { Legend } from '../../ui/charts/legend.tsx'
import { Card } from './card.tsx'
import { useValueName } from './names.ts'
import { shortTime, spanName } from './time-words.ts'

const colours: readonly ChartColour[] = ['one', 'two', 'three', 'four', 'five']

/** How many conversations were begun, by channel. */
export function VolumeChart({ wall, filter }: { wall: Wall; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  const { channels, volume, step } = wall
  const ofChannel = (index: number | undefined): InsightSearch => {
    const channel = index === undefined ? undefined : channels[index]
    return channel === undefined ? filter : { ...filter, channel }
  }
  const heading = t('live.titlePer', { title: t('live.volume'), per: t(`live.per.${step}`) })
  const series = channels.map((channel, index) => ({
    key: channel,
    name: nameOf('channel', channel),
    colour: colours[index % colours.length] ?? 'five',
  }))
  return (
    <Card
      title={heading}
      place="third"
      aside={<Legend series={series} linkOf={(index) => behind('begun', wall, ofChannel(index))} />}
    >
      <Chart
        kind="bars"
        label={heading}
        timeName={t('live.time')}
        sumName={t('live.all')}
        series={series}
        height={214}
        format={(value) => wholeNumber(value, language)}
        points={volume.map((bucket) => ({
          key: bucket.from,
          label: shortTime(bucket.from, step, language),
          title: spanName(bucket, step, language),
          values: bucket.counts,
        }))}
        linkOf={(point, index) => behind('begun', volume[point] ?? wall, ofChannel(index))}
      />
    </Card>
  )
}
