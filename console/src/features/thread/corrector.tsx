import type { Entry } from '@parley/server/contract'
import { lazy, Suspense, useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { patiently } from '../../lib/patiently.ts'
import { useSession } from '../../lib/session.ts'
import type { ThreadLog } from '../../lib/thread-log.ts'
import type { Correction, Understanding } from './log-items.ts'

const Chooser = lazy(async () => ({
  default: (await patiently(() => import('./correction-chooser.tsx'))).CorrectionChooser,
}))

export interface Subject {
  of: number
  text: string
  understanding: Understanding
  corrections: readonly Correction[]
}

/** One key says what the customer's latest message really meant. */
export function Corrector({ thread, log }: { thread: string; log: ThreadLog }) {
  const { permissions } = useSession()
  const [asked, setAsked] = useState<{ field: 'intent' | 'mood'; subject: Subject }>()
  const may = permissions.includes('thread.correct')
  const open = (field: 'intent' | 'mood') => () => {
    const subject = subjectOf(log.entries)
    if (subject) setAsked({ field, subject })
  }
  useCommands('corrector', {
    correctIntent: may ? open('intent') : undefined,
    correctMood: may ? open('mood') : undefined,
  })
  if (!asked) return null
  return (
    <Suspense>
      <Chooser thread={thread} {...asked} onClose={() => setAsked(undefined)} />
    </Suspense>
  )
}

function subjectOf(entries: readonly Entry[]): Subject | undefined {
  const message = entries.findLast(({ by, body }) => body.kind === 'message' && by.type === 'customer')
  if (message?.body.kind !== 'message') return undefined
  const of = message.seq
  const read = entries.find(({ body }) => body.kind === 'understanding' && body.of === of)?.body
  if (read?.kind !== 'understanding') return undefined
  const corrections = entries.flatMap(({ body, by }) =>
    body.kind === 'correction' && body.of === of ? [{ ...body, by: by.name }] : [],
  )
  const text = message.body.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ')
  return { of, text, understanding: read, corrections }
}
