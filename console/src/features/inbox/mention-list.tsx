import { Button } from '@mantine/core'
import type { Mention } from '@parley/server/contract'
import { IconAt } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useSlowClock } from '../../lib/clock.ts'
import { useCommands } from '../../lib/commands.ts'
import { shortAge } from '../../lib/format.ts'
import { mentionPagesQuery } from '../../lib/mentions-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { mentionAddress } from '../../lib/views.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from './list-states.tsx'
import styles from './mention-list.module.css'

interface MentionListProps {
  /** What is open: a conversation, at an entry. */
  thread: string | undefined
  at: number | undefined
}

/** Notes in which colleagues name this person, the newest first. */
export function MentionList({ thread, at }: MentionListProps) {
  const { t } = useTranslation(['inbox', 'translation'])
  const pages = useInfiniteQuery(mentionPagesQuery)
  const mentions = pages.data?.pages.flatMap((page) => page.mentions) ?? []
  const isOpen = (mention: Mention) => mention.thread === thread && mention.seq === at
  useSteps(mentions, mentions.findIndex(isOpen))
  return (
    <section className={styles.pane} aria-label={t('mentions.list')}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('translation:views.mentions')}</h2>
      </header>
      {pages.isPending && <ListSkeleton />}
      {pages.error && mentions.length === 0 && (
        <ErrorState title={t('mentions.failed')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {pages.data && mentions.length === 0 && (
        <EmptyState icon={<IconAt size={24} stroke={1.6} aria-hidden="true" />} title={t('mentions.nobody')}>
          {t('mentions.nobodyHint')}
        </EmptyState>
      )}
      {mentions.length > 0 && (
        <div className={styles.scroller}>
          <ul className={styles.list}>
            {mentions.map((mention) => (
              <li key={mention.id}>
                <Line mention={mention} current={isOpen(mention)} />
              </li>
            ))}
          </ul>
          {pages.hasNextPage && (
            <Button
              size="xs"
              variant="default"
              className={styles.more ?? ''}
              loading={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {t('mentions.more')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** J and K, as in every list of the inbox. */
function useSteps(mentions: readonly Mention[], here: number): void {
  const navigate = useNavigate()
  const seen = mentions.filter(({ customer }) => customer !== undefined)
  const open = mentions[here]
  const place = open ? seen.indexOf(open) : -1
  const go = (index: number) => {
    const to = seen[Math.min(Math.max(index, 0), seen.length - 1)]
    if (to) void navigate({ ...mentionAddress(to), replace: place >= 0 })
  }
  useCommands('list', {
    next: () => go(place + 1),
    previous: () => go(place - 1),
    openThread: place < 0 ? () => go(0) : undefined,
  })
}

function Line({ mention, current }: { mention: Mention; current: boolean }) {
  const { customer } = mention
  if (!customer) {
    return (
      <div className={styles.line}>
        <Words mention={mention} />
      </div>
    )
  }
  return (
    <Link {...mentionAddress(mention)} className={styles.line} aria-current={current ? 'true' : undefined}>
      <Words mention={mention} />
    </Link>
  )
}

function Words({ mention }: { mention: Mention }) {
  const { t } = useTranslation(['inbox', 'translation'])
  const language = useLanguage()
  const now = useSlowClock()
  const { by, at, seen, customer, text } = mention
  return (
    <>
      <Avatar id={by.id} name={by.name} size={32} />
      <span className={styles.body}>
        <span className={styles.top}>
          <span className={styles.name}>{t('mentions.asks', { name: by.name })}</span>
          {!seen && (
            <span className={styles.unseen}>
              <span className="visually-hidden">{t('mentions.unseen')}</span>
            </span>
          )}
          <time className={styles.age} dateTime={new Date(at).toISOString()}>
            {shortAge(now - at, language, t('translation:time.now'))}
          </time>
        </span>
        {customer ? (
          <>
            <span className={styles.text}>{text}</span>
            <span className={styles.about}>{t('mentions.about', { customer: customer.name })}</span>
          </>
        ) : (
          <span className={styles.about}>{t('mentions.gone')}</span>
        )}
      </span>
    </>
  )
}
