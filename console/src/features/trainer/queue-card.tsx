import { IconListCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Card } from '../../ui/page.tsx'
import { LoadFailed } from './load-state.tsx'
import styles from './queue-card.module.css'
import { QueueList } from './queue-list.tsx'
import { useLabelQueue } from './use-label-queue.ts'

const SHOWN = 5

/** The first of the queue on the workbench: labelled here as on its own page. */
export function QueueCard() {
  const { t } = useTranslation('trainer')
  const hand = useLabelQueue(undefined)
  return (
    <Card
      id="queue"
      title={t('queue.title')}
      aside={hand.total > 0 ? t('queue.waiting', { count: hand.total }) : undefined}
    >
      {hand.query.isError && !hand.query.data && (
        <LoadFailed error={hand.query.error} onRetry={() => void hand.query.refetch()} />
      )}
      {hand.query.data && hand.items.length === 0 ? (
        <EmptyState icon={<IconListCheck size={24} aria-hidden="true" />} title={t('queue.empty')}>
          {t('queue.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <QueueList hand={hand} shown={SHOWN} />
          {hand.total > SHOWN && (
            <Link to="/trainer/queue" className={styles.all}>
              {t('queue.all')}
            </Link>
          )}
        </>
      )}
    </Card>
  )
}
