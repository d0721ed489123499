import { useState } from 'react'
import { cursorOf, type ThreadLog } from '../../lib/thread-log.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { textOf } from './parts.tsx'

/** Reads out what the customer writes while the thread is open, and nothing that is only loaded. */
export function NewMessagesAnnouncer({ log, customer }: { log: ThreadLog; customer: string }) {
  const { t } = useTranslation()
  const [openedAt] = useState(() => cursorOf(log))
  const newest = log.entries.findLast(
    (entry) => entry.seq > openedAt && entry.body.kind === 'message' && entry.by.type === 'customer',
  )
  const text = newest?.body.kind === 'message' ? textOf(newest.body.parts) : ''
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {newest && t('thread.arrived', { name: customer, text })}
    </div>
  )
}
