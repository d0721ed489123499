import { IconListCheck } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LineSkeleton } from '../../ui/line-skeleton.tsx'
import { LoadFailed } from './load-state.tsx'
import { QueueList } from './queue-list.tsx'
import type { LabelQueueHand } from './use-label-queue.ts'

/** What there is to label, or why there is nothing to see yet. `shown` is how many of them stand on the page. */
export function QueueBody({ hand, shown }: { hand: LabelQueueHand; shown: number }) {
  const { t } = useTranslation('trainer')
  const { query } = hand
  if (!query.data && query.isError)
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <LineSkeleton lines={shown} />
  if (hand.items.length === 0)
    return (
      <EmptyState icon={<IconListCheck size={24} aria-hidden="true" />} title={t('queue.empty')}>
        {t('queue.emptyHint')}
      </EmptyState>
    )
  return <QueueList hand={hand} shown={shown} />
}
