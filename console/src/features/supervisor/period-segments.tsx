import type { InsightPath, InsightSearch } from '../../lib/insight-search.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Segments } from './controls.tsx'

const periods = { '24h': 'period24h', '7d': 'period7d', '30d': 'period30d' } as const

/** How far back a page of trends looks. */
export function PeriodSegments({
  to,
  search,
  value,
}: {
  to: InsightPath
  search: InsightSearch
  value: string
}) {
  const { t } = useTranslation(['supervisor', 'translation'])
  return (
    <Segments
      label={t('frame.period')}
      to={to}
      value={value}
      choices={(['24h', '7d', '30d'] as const).map((period) => ({
        value: period,
        name: t(`frame.${periods[period]}`),
        search: { ...search, period },
      }))}
    />
  )
}
