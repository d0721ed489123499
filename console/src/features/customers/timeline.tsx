import type { CustomerProfile, TimelineItem, TimelineKind } from '@parley/server/contract'
import { IconArrowBackUp, IconHistory, IconMessage, IconNote, IconPackage } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { timelineQuery } from '../../lib/customers-api.ts'
import { fullTime, shortDate } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { episodeAddress } from '../../lib/views.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import { Card } from '../../ui/page.tsx'
import styles from './timeline.module.css'
import { useItemWords } from './use-item-words.ts'

const kinds = ['conversation', 'order', 'return', 'note', 'change'] as const satisfies readonly TimelineKind[]
const icons = {
  conversation: IconMessage,
  order: IconPackage,
  return: IconArrowBackUp,
  note: IconNote,
  change: IconHistory,
} as const

/** Everything that ever happened with the customer, newest first. */
export function TimelineCard({ profile }: { profile: CustomerProfile }) {
  const { t } = useTranslation('customers')
  const [kind, setKind] = useState<TimelineKind>()
  const query = useInfiniteQuery(timelineQuery(profile.id, kind))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card id="timeline" title={t('timeline')}>
      <fieldset className={styles.kinds}>
        <legend className="visually-hidden">{t('timelineFilter')}</legend>
        {[undefined, ...kinds].map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            className={styles.kind}
            aria-pressed={kind === each}
            onClick={() => setKind(each)}
          >
            {t(`kind.${each ?? 'all'}`)}
          </button>
        ))}
      </fieldset>
      {query.error && (
        <ErrorState title={t('timelineFailed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {items.length === 0 && query.isSuccess && <p className={styles.quiet}>{t('timelineEmpty')}</p>}
      <ol className={styles.items} aria-busy={query.isPending}>
        {items.map((item) => (
          <Line key={`${item.kind}:${item.id}`} item={item} />
        ))}
      </ol>
      {query.hasNextPage && (
        <button type="button" className={styles.more} onClick={() => void query.fetchNextPage()}>
          {t('earlier')}
        </button>
      )}
    </Card>
  )
}

function Line({ item }: { item: TimelineItem }) {
  const language = useLanguage()
  const now = useSlowClock()
  const words = useItemWords()
  const Icon = icons[item.kind]
  const { title, detail } = words(item)
  return (
    <li className={styles.item} data-kind={item.kind}>
      <span className={styles.icon}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
      </span>
      <span className={styles.title}>
        <Title item={item}>{title}</Title>
        {item.kind === 'conversation' && item.mood && <MoodFace label={item.mood} />}
      </span>
      <time dateTime={new Date(item.at).toISOString()} title={fullTime(item.at, language)}>
        {shortDate(item.at, language, now)}
      </time>
      {detail !== '' && <span className={styles.detail}>{detail}</span>}
    </li>
  )
}

/** Leads to what it is about, where that is a page and the person may see it. */
function Title({ item, children }: { item: TimelineItem; children: string }) {
  const { permissions } = useSession()
  if (item.kind === 'conversation') return <Link {...episodeAddress(item)}>{children}</Link>
  if (item.kind === 'change' && item.import && permissions.includes('customer.import'))
    return (
      <Link to="/customers/imports/$id" params={{ id: item.import.id }}>
        {children}
      </Link>
    )
  return children
}
