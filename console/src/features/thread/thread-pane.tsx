import type { Row } from '@parley/server/contract'
import { IconMessageOff } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { useDrafts } from '../../lib/draft-store.ts'
import { draftKey } from '../../lib/drafts.ts'
import { useRow } from '../../lib/inbox-store.ts'
import { useLive } from '../../lib/live.ts'
import { useSession } from '../../lib/session.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import type { Place } from '../../lib/views.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Composer } from './composer.tsx'
import { Corrector } from './corrector.tsx'
import { MessageLog } from './message-log.tsx'
import { ThreadHeader } from './thread-header.tsx'
import styles from './thread-pane.module.css'
import { TypingLine } from './typing-line.tsx'
import { useSeenMentions } from './use-seen-mentions.ts'

/** Stepping through the list with J should not open what is only passed by. */
const OPEN_AFTER_MS = 90

interface ThreadPaneProps {
  thread: string
  /** Where the conversation opens. */
  place: Place
  profileShown: boolean
  onProfile: () => void
  onBack: () => void
}

export function ThreadPane({ thread, place, profileShown, onProfile, onBack }: ThreadPaneProps) {
  const { t } = useTranslation()
  useOpenThread(thread)
  useSeenMentions(thread, place.at)
  const row = useRow(thread)
  const { user } = useSession()
  const log = useThreads((state) => state.logs[thread])
  const customer = useSameCustomer(row?.customer)
  const failure = useThreads((state) => state.failures[thread])
  if (failure !== undefined && !log) {
    const gone = failure === 'not_found' || failure === 'forbidden'
    return (
      <section className={styles.pane} role="alert">
        <EmptyState
          icon={<IconMessageOff size={24} stroke={1.6} aria-hidden="true" />}
          title={gone ? t('thread.gone') : t('thread.failedToLoad')}
        >
          {!gone && <p>{t(`errors.${failure}`)}</p>}
          {gone && <KeptDraft thread={thread} />}
        </EmptyState>
      </section>
    )
  }
  if (!row) return <section className={styles.pane} aria-busy="true" aria-label={t('common.loading')} />
  return (
    <section className={styles.pane} aria-label={t('thread.label', { name: row.customer.name })}>
      <ThreadHeader row={row} profileShown={profileShown} onProfile={onProfile} onBack={onBack} />
      {log ? (
        <MessageLog
          thread={thread}
          log={log}
          customer={customer}
          mine={row.control === 'agent' && row.agent?.id === user.id}
          head={row.head}
          place={place}
        />
      ) : (
        <div className={styles.filler} />
      )}
      {log && <Corrector key={`correct ${thread}`} thread={thread} log={log} />}
      <TypingLine thread={thread} />
      <Composer key={thread} row={row} />
    </section>
  )
}

/** Words that were on their way to a conversation that is gone: they can still be used elsewhere. */
function KeptDraft({ thread }: { thread: string }) {
  const { t } = useTranslation()
  const reply = useDrafts((state) => state.byKey[draftKey(thread, 'reply')]?.text)
  const note = useDrafts((state) => state.byKey[draftKey(thread, 'note')]?.text)
  const text = [reply, note].filter(Boolean).join('\n\n')
  if (text.trim() === '') return null
  return (
    <label className={styles.kept}>
      {t('thread.keptDraft')}
      <textarea readOnly rows={4} value={text} onFocus={(event) => event.currentTarget.select()} />
    </label>
  )
}

/** The same object as long as it says the same: the row comes anew with every message. */
function useSameCustomer({ id = '', name = '' }: Partial<Row['customer']> = {}): {
  id: string
  name: string
} {
  return useMemo(() => ({ id, name }), [id, name])
}

function useOpenThread(thread: string): void {
  const live = useLive()
  useEffect(() => {
    const timer = setTimeout(() => live.openThread(thread), OPEN_AFTER_MS)
    return () => {
      clearTimeout(timer)
      live.closeThread(thread)
    }
  }, [live, thread])
}
