import { IconAlertCircle, IconCheck, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { discard, type Outgoing, retry } from '../../lib/outbox.ts'
import styles from './message.module.css'

const icons = { queued: IconClock, sending: IconClock, sent: IconCheck, failed: IconAlertCircle }

/** Shown at once; its state says how far it came. */
export function OutgoingMessage({ item }: { item: Outgoing }) {
  const { t } = useTranslation()
  const note = item.mode === 'note'
  const failed = item.state === 'failed'
  const Icon = icons[item.state]
  return (
    <article className={`${styles.message} ${note ? styles.left : styles.right}`} data-first="true">
      {note && <span className={styles.avatar} />}
      <div className={styles.column}>
        <p
          className={`${styles.bubble} ${note ? styles.note : styles.own} ${failed ? '' : styles.pending}`}
          dir="auto"
        >
          {item.text}
        </p>
        <p className={`${styles.state} ${failed ? styles.failed : ''}`} role="status">
          <Icon size={14} stroke={1.8} aria-hidden="true" />
          {t(`thread.${item.state}`)}
          {failed && item.why !== undefined && <span>· {t(`errors.${item.why}`)}</span>}
          {failed && (
            <button type="button" className={styles.link} onClick={() => void retry(item.clientId)}>
              {t('thread.retry')}
            </button>
          )}
          {(failed || item.state === 'queued') && (
            <button type="button" className={styles.link} onClick={() => discard(item.clientId)}>
              {t('thread.discard')}
            </button>
          )}
        </p>
      </div>
    </article>
  )
}
