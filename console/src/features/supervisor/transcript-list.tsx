import { Button } from '@mantine/core'
import type { Counted, Transcript } from '@parley/server/contract'
import { IconListSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-error.ts'
import { cappedCount } from '../../lib/format.ts'
import type { Language } from '../../lib/i18n.ts'
import type { InsightSearch } from '../../lib/insight-search.ts'
import { transcriptsQuery } from '../../lib/insights-api.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import styles from './transcript-list.module.css'
import { TranscriptRow } from './transcript-row.tsx'

/** The lines behind a number, newest first; their total is the number. */
export function TranscriptList({ count, search }: { count: Counted; search: InsightSearch }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(transcriptsQuery({ ...search, count }))
  if (error && !data)
    return <ErrorState title={t('list.failed')} error={error} onRetry={() => void refetch()} />
  if (isPending) return <p className={styles.busy}>{t('frame.busy')}</p>
  const rows = data.pages.flatMap((page) => page.rows)
  const { total, capped } = data.pages[0] ?? { total: 0, capped: false }
  if (rows.length === 0) {
    return (
      <EmptyState icon={<IconListSearch size={24} stroke={1.6} aria-hidden="true" />} title={t('list.empty')}>
        {t('list.emptyHint')}
      </EmptyState>
    )
  }
  return (
    <>
      <Lines count={count} rows={rows} />
      <p className={styles.foot}>
        <Shown shown={rows.length} total={total} capped={capped} />
        {error && <span role="alert">{t(`translation:errors.${codeOf(error)}`)}</span>}
        {hasNextPage && (
          <Button
            size="xs"
            variant="default"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        )}
      </p>
    </>
  )
}

/** 1,204, or 999+ where the server counts no further. */
export function countName({ total, capped }: { total: number; capped: boolean }, language: Language): string {
  return capped ? cappedCount(total) : wholeNumber(total, language)
}

function Shown({ shown, total, capped }: { shown: number; total: number; capped: boolean }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const values = { shown: wholeNumber(shown, language), total: countName({ total, capped }, language) }
  return <span>{t('list.shown', values)}</span>
}

function Lines({ count, rows }: { count: Counted; rows: readonly Transcript[] }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const extra = extraOf(count)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('list.at')}</th>
          <th scope="col">{t('list.customer')}</th>
          <th scope="col" className={styles.text}>
            {t('list.text')}
          </th>
          <th scope="col" className={styles.wide}>
            {t('list.about')}
          </th>
          <th scope="col" className={styles.wide}>
            {t('list.by')}
          </th>
          {extra && (
            <th scope="col" className={styles.right}>
              {t(extra.words)}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TranscriptRow key={row.id} row={row} count={count} extra={extra?.kind} />
        ))}
      </tbody>
    </table>
  )
}

export type Extra = 'mood' | 'reason' | 'rating' | 'took' | 'waited'

/** What the last column shows. */
function extraOf(count: Counted) {
  switch (count) {
    case 'messages':
      return { kind: 'mood', words: 'filter.mood' } as const
    case 'handoffs':
      return { kind: 'reason', words: 'filter.reason' } as const
    case 'ratings':
      return { kind: 'rating', words: 'filter.rating' } as const
    case 'replies':
    case 'closed':
      return { kind: 'took', words: 'list.took' } as const
    case 'waiting':
      return { kind: 'waited', words: 'list.waited' } as const
    default:
      return undefined
  }
}
