import type { Counted } from '@parley/server/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { InsightSearch } from '../../lib/insight-search.ts'
import { transcriptsQuery } from '../../lib/insights-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from './card.tsx'
import { Pick } from './controls.tsx'
import { FilterBar } from './filter-bar.tsx'
import styles from './pages.module.css'
import { SupervisorPage } from './supervisor-page.tsx'
import { momentName } from './time-words.ts'
import { countName, TranscriptList } from './transcript-list.tsx'

const counts: readonly Counted[] = [
  'messages',
  'begun',
  'closed',
  'handoffs',
  'replies',
  'ratings',
  'waiting',
  'talking',
]
const WEEK_MS = 7 * 86_400_000
const TO = '/supervisor/transcripts'

/** The lines that a number of the other pages counts; whoever comes without one sees the last week's conversations. */
export function TranscriptsPage({ search }: { search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const navigate = useNavigate()
  const full = completed(search)
  const { count = 'begun' } = full
  const pick = (value: string) => {
    const next = counts.find((one) => one === value)
    if (next) void navigate({ to: TO, search: { ...full, count: next } })
  }
  return (
    <SupervisorPage page="transcripts">
      <div className={styles.page}>
        <p className={styles.hint}>{t('list.hint')}</p>
        <div className={styles.filters}>
          <Pick
            label={t('filter.show')}
            value={count}
            options={counts.map((value) => ({ value, name: t(`what.${value}`) }))}
            onPick={pick}
          />
          <FilterBar
            to={TO}
            search={full}
            keys={['channel', 'team', 'intent', ...(count === 'messages' ? (['mood'] as const) : [])]}
          />
        </div>
        <Card title={<Title count={count} search={full} />} aside={<Range search={full} />}>
          <TranscriptList count={count} search={full} />
        </Card>
      </div>
    </SupervisorPage>
  )
}

/** What goes on now has no time; everything else needs one, to the full hour so that it stays the same question. */
function completed({ count = 'begun', from, to, ...filter }: InsightSearch): InsightSearch {
  if (count === 'waiting' || count === 'talking') return { count, ...filter }
  if (from !== undefined && to !== undefined) return { count, from, to, ...filter }
  const until = Math.ceil(Date.now() / 3_600_000) * 3_600_000
  return { count, from: until - WEEK_MS, to: until, ...filter }
}

function Title({ count, search }: { count: Counted; search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { data } = useInfiniteQuery(transcriptsQuery({ ...search, count }))
  const language = useLanguage()
  const page = data?.pages[0]
  return page === undefined
    ? t(`what.${count}`)
    : t(`counted.${count}`, { count: page.total, shown: countName(page, language) })
}

function Range({ search: { from, to } }: { search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  if (from === undefined || to === undefined) return null
  return t('filter.time', { from: momentName(from, language), to: momentName(to, language) })
}
