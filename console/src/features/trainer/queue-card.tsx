import { Link } from '@tanstack/react-router'
import { cappedCount } from '../../lib/format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { QueueBody } from './queue-body.tsx'
import styles from './queue-card.module.css'
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
      aside={
        hand.total > 0 ? t('queue.waiting', { count: hand.total, shown: cappedCount(hand.total) }) : undefined
      }
    >
      <QueueBody hand={hand} shown={SHOWN} />
      {hand.total > SHOWN && (
        <Link to="/trainer/queue" className={styles.all}>
          {t('queue.all')}
        </Link>
      )}
    </Card>
  )
}
