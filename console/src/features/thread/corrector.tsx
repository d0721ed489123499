import type { Entry } from '@parley/server/contract'
import { useCommands } from '../../lib/commands.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useSession } from '../../lib/session.ts'
import type { ThreadLog } from '../../lib/thread-log.ts'
import { askCorrection, useCorrecting } from './correcting.ts'
import { type Correction, UNREAD, type Understanding } from './log-items.ts'

const Chooser = lazyPart([], async () => (await import('./correction-chooser.tsx')).CorrectionChooser)

export interface Subject {
  of: number
  text: string
  understanding: Pick<Understanding, 'intents' | 'mood'>
  corrections: readonly Correction[]
}

/** One key says what the customer's latest message really meant; a press on what was understood, of any of them. */
export function Corrector({ thread, log }: { thread: string; log: ThreadLog }) {
  const { permissions } = useSession()
  const asked = useCorrecting((state) => (state.asked?.thread === thread ? state.asked : undefined))
  const may = permissions.includes('thread.correct')
  const open = (field: 'intent' | 'mood') => () => {
    const latest = log.entries.findLast(isOfCustomer)
    if (latest) askCorrection({ thread, of: latest.seq, field })
  }
  useCommands('corrector', {
    correctIntent: may ? open('intent') : undefined,
    correctMood: may ? open('mood') : undefined,
  })
  const subject = asked && subjectOf(log.entries, asked.of)
  if (!asked || !subject) return null
  return (
    <Chooser
      key={`${asked.of} ${asked.field}`}
      thread={thread}
      field={asked.field}
      subject={subject}
      onClose={() => askCorrection(undefined)}
    />
  )
}

function isOfCustomer({ by, body }: Entry): boolean {
  return body.kind === 'message' && by.type === 'customer'
}

function subjectOf(entries: readonly Entry[], of: number): Subject | undefined {
  const message = entries.find((entry) => entry.seq === of && isOfCustomer(entry))
  if (message?.body.kind !== 'message') return undefined
  const read = entries.find(({ body }) => body.kind === 'understanding' && body.of === of)?.body
  const corrections = entries.flatMap(({ body, by }) =>
    body.kind === 'correction' && body.of === of ? [{ ...body, by: by.name }] : [],
  )
  const text = message.body.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ')
  // A message that was set aside, or of somebody who is blocked, is read by nobody.
  const understanding = read?.kind === 'understanding' ? read : UNREAD
  return { of, text, understanding, corrections }
}
