import { IconAlertCircle, IconArrowBackUp, IconCheck, IconClock } from '@tabler/icons-react'
import { useSeconds } from '../../lib/clock.ts'
import { discard, type Outgoing, retry, undo } from '../../lib/outbox.ts'
import { unseenAfter } from '../../lib/thread-log.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CommandKeys } from '../../ui/kbd.tsx'
import { AttachedFiles } from './attached-files.tsx'
import styles from './message.module.css'

const icons = {
  queued: IconClock,
  sending: IconClock,
  held: IconClock,
  undoing: IconArrowBackUp,
  sent: IconCheck,
  failed: IconAlertCircle,
}

/** Shown at once; its state says how far it came. */
export function OutgoingMessage({ item, customer }: { item: Outgoing; customer: string }) {
  const note = item.mode === 'note'
  const failed = item.state === 'failed'
  return (
    <article className={`${styles.message} ${note ? styles.left : styles.right}`} data-first="true">
      {note && <span className={styles.avatar} />}
      <div className={styles.column}>
        {item.text !== '' && (
          <p
            className={`${styles.bubble} ${note ? styles.note : styles.own} ${failed ? '' : styles.pending}`}
            dir="auto"
          >
            {item.text}
          </p>
        )}
        <AttachedFiles thread={item.thread} files={item.files ?? []} />
        {item.state === 'held' ? <HeldState item={item} customer={customer} /> : <SentState item={item} />}
      </div>
    </article>
  )
}

/** Counts down to the moment when the customer sees it. */
function HeldState({ item, customer }: { item: Outgoing; customer: string }) {
  const { t } = useTranslation(['composer', 'translation'])
  const now = useSeconds()
  const log = useThreads((state) => state.logs[item.thread])
  const since = item.seenSeq > 0 && unseenAfter(log, item.seenSeq) > 0
  const seconds = Math.ceil(Math.max(0, (item.until ?? 0) - Math.max(now, item.at)) / 1000)
  return (
    <p className={styles.state}>
      <IconClock size={14} stroke={1.8} aria-hidden="true" />
      {since && <span className={styles.since}>{t('since', { name: customer })} ·</span>}
      {seconds > 0 ? t('heldFor', { seconds }) : t('translation:thread.sending')}
      {seconds > 0 && (
        <>
          ·
          <button type="button" className={styles.link} onClick={() => void undo(item.clientId)}>
            {t('undo')}
          </button>
          <span aria-hidden="true">
            <CommandKeys command="undoSend" />
          </span>
        </>
      )}
    </p>
  )
}

function SentState({ item }: { item: Outgoing }) {
  const { t } = useTranslation(['translation', 'composer'])
  const { state, clientId } = item
  const failed = state === 'failed'
  const Icon = icons[state]
  return (
    <p className={`${styles.state} ${failed ? styles.failed : ''}`} role="status">
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      {state === 'undoing' ? t('composer:undoing') : state !== 'held' && t(`thread.${state}`)}
      {failed && item.why !== undefined && <span>· {t(`errors.${item.why}`)}</span>}
      {failed && (
        <button type="button" className={styles.link} onClick={() => void retry(clientId)}>
          {t('thread.retry')}
        </button>
      )}
      {state === 'queued' && item.mode === 'reply' && (
        <button type="button" className={styles.link} onClick={() => void undo(clientId)}>
          {t('composer:undo')}
        </button>
      )}
      {(failed || (state === 'queued' && item.mode === 'note')) && (
        <button type="button" className={styles.link} onClick={() => discard(clientId)}>
          {t('thread.discard')}
        </button>
      )}
    </p>
  )
}
