import type { Attention, Wall } from '@parley/server/contract'
import {
  IconClockExclamation,
  IconMoodCheck,
  IconStarOff,
  IconTrendingDown,
  IconUserOff,
} from '@tabler/icons-react'
import { useSeconds } from '../../lib/clock.ts'
import { percent, stopwatch } from '../../lib/format.ts'
import { type Behind, behind, type InsightSearch } from '../../lib/insight-search.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { inboxAddress } from '../../lib/views.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import styles from './attention.module.css'
import { Card } from './card.tsx'
import { useValueName } from './names.ts'

const VERY_LONG_MS = 10 * 60_000

/** What a supervisor should look at, the most urgent first; each line leads there. */
export function AttentionList({ wall, filter }: { wall: Wall; filter: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { attention } = wall
  return (
    <Card
      title={t('live.attention')}
      aside={attention.length > 0 && t('live.open', { count: attention.length })}
    >
      {attention.length === 0 ? (
        <EmptyState icon={<IconMoodCheck size={24} stroke={1.6} aria-hidden="true" />} title={t('live.calm')}>
          {t('live.calmHint')}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {attention.map((one) => (
            <Line key={keyOf(one)} one={one} wall={wall} filter={filter} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function keyOf(one: Attention): string {
  switch (one.kind) {
    case 'waiting_long':
      return `wait ${one.thread}`
    case 'queue_unstaffed':
      return `queue ${one.queue}`
    case 'mood_down':
      return `mood ${one.intent}`
    case 'low_ratings':
      return `rating ${one.rating}`
  }
}

interface LineProps<Kind extends Attention['kind'] = Attention['kind']> {
  one: Extract<Attention, { kind: Kind }>
  wall: Wall
  filter: InsightSearch
}

function Line({ one, wall, filter }: LineProps) {
  switch (one.kind) {
    case 'waiting_long':
      return <LongWait one={one} />
    case 'queue_unstaffed':
      return <Unstaffed one={one} wall={wall} filter={filter} />
    case 'mood_down':
      return <MoodDown one={one} wall={wall} filter={filter} />
    case 'low_ratings':
      return <LowRatings one={one} wall={wall} filter={filter} />
  }
}

function LongWait({ one }: Pick<LineProps<'waiting_long'>, 'one'>) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const nameOf = useValueName()
  const waited = Math.max(0, useSeconds() - one.since)
  return (
    <Entry
      to={inboxAddress('waiting', one.thread)}
      icon={IconClockExclamation}
      tone={waited >= VERY_LONG_MS ? 'neg' : 'warn'}
      title={t('live.waitingLong', { name: one.customer, time: stopwatch(waited) })}
      hint={t('live.waitingLongHint', { queue: nameOf('queue', one.queue) })}
    />
  )
}

function Unstaffed({ one, wall, filter }: LineProps<'queue_unstaffed'>) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const nameOf = useValueName()
  return (
    <Entry
      to={behind('waiting', wall, { ...filter, queue: one.queue })}
      icon={IconUserOff}
      tone="neg"
      title={t('live.unstaffed', { queue: nameOf('queue', one.queue) })}
      hint={t('live.unstaffedHint', { count: one.waiting })}
    />
  )
}

function MoodDown({ one, wall, filter }: LineProps<'mood_down'>) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  return (
    <Entry
      to={behind('messages', wall, { ...filter, intent: one.intent, mood: 'negative' })}
      icon={IconTrendingDown}
      tone="neg"
      title={t('live.moodDown', {
        intent: nameOf('intent', one.intent),
        share: percent(one.share, language),
        before: percent(one.before, language),
      })}
      hint={t('live.moodDownHint', { count: one.negative })}
    />
  )
}

function LowRatings({ one, wall, filter }: LineProps<'low_ratings'>) {
  const { t } = useTranslation(['supervisor', 'translation'])
  return (
    <Entry
      to={behind('ratings', wall, { ...filter, rating: Number(one.rating) })}
      icon={IconStarOff}
      tone="warn"
      title={t('live.lowRatings', { count: one.count, rating: one.rating })}
      hint={t('live.lowRatingsHint')}
    />
  )
}

function Entry({
  to,
  icon: Icon,
  tone,
  title,
  hint,
}: {
  to: Behind | ReturnType<typeof inboxAddress>
  icon: typeof IconUserOff
  tone: 'neg' | 'warn'
  title: string
  hint: string
}) {
  return (
    <li>
      <PlainLink address={to} className={styles.entry} data-tone={tone}>
        <Icon size={17} stroke={1.8} aria-hidden="true" className={styles.icon} />
        <span>
          <span className={styles.title}>{title}</span>
          <span className={styles.hint}>{hint}</span>
        </span>
      </PlainLink>
    </li>
  )
}
