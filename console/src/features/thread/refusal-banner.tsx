import type { Row } from '@parley/server/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { clearDraft, draftOf, returnToDraft } from '../../lib/draft-store.ts'
import { useSession } from '../../lib/session.ts'
import { unseenAfter } from '../../lib/thread-log.ts'
import { putRefusal, type Refusal, useThreads } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import styles from './composer.module.css'

/** What changed while the agent wrote. The text is still in the box. */
export function RefusalBanner({ row, onKeepAsNote }: { row: Row; onKeepAsNote: () => void }) {
  const { t } = useTranslation()
  const refusal = useThreads((state) => state.refusals[row.id])
  const words = useRefusalWords(row)
  if (!refusal) return <div role="alert" />
  const keepAsNote = () => {
    returnToDraft(row.id, 'note', draftOf(row.id, 'reply'))
    clearDraft(row.id, 'reply')
    putRefusal(row.id, undefined)
    onKeepAsNote()
  }
  const mayBeNote = refusal.code === 'not_owner' || refusal.code === 'conversation_closed'
  return (
    <div className={styles.refusal} role="alert">
      <IconAlertTriangle size={17} stroke={1.8} aria-hidden="true" />
      <p>{words(refusal)}</p>
      {mayBeNote && draftOf(row.id, 'reply') !== '' && (
        <Button size="tiny" tone="other" onClick={keepAsNote}>
          {t('composer.toNote')}
        </Button>
      )}
      <Button size="tiny" tone="other" onClick={() => putRefusal(row.id, undefined)}>
        {t('composer.dismiss')}
      </Button>
    </div>
  )
}

function useRefusalWords(row: Row): (refusal: Refusal) => string {
  const { t } = useTranslation()
  const { user } = useSession()
  const log = useThreads((state) => state.logs[row.id])
  return ({ code, seenSeq }) => {
    if (code === 'unseen_messages') {
      return t('composer.unseen', { count: Math.max(1, unseenAfter(log, seenSeq)) })
    }
    if (code === 'conversation_closed' || row.status === 'closed') return t('composer.closedNow')
    if (code !== 'not_owner') return t('composer.refused', { why: t(`errors.${code}`) })
    if (row.agent && row.agent.id !== user.id) return t('composer.takenOver', { name: row.agent.name })
    if (row.agent) return t('composer.refused', { why: t('errors.wrong_state') })
    return row.control === 'bot' ? t('composer.backWithBot') : t('composer.backInQueue')
  }
}
