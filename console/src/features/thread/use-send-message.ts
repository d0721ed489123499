import type { Row } from '@parley/server/contract'
import { useState } from 'react'
import { type Canned, unresolvedIn } from '../../lib/canned.ts'
import { clearDraft } from '../../lib/draft-store.ts'
import type { DraftMode } from '../../lib/drafts.ts'
import { makeClientId } from '../../lib/ids.ts'
import { send } from '../../lib/outbox.ts'
import { seenOf } from '../../lib/thread-store.ts'
import type { Ownership } from './ownership.ts'

/** As in the contract, whose constant would bring the whole validator along. */
const MAX_TEXT = 4000

export type SendProblem =
  | { kind: 'command' | 'variable'; what: string }
  | { kind: 'tooLong'; count: number }
  | { kind: 'notYours' }

interface SendMessage {
  row: Row
  mode: DraftMode
  ownership: Ownership
  canned: readonly Canned[]
}

/** Sends what is in the box, or says why it must not go out yet. */
export function useSendMessage({ row, mode, ownership, canned }: SendMessage) {
  const [problem, setProblem] = useState<SendProblem>()
  const findProblem = (text: string): SendProblem | undefined => {
    if (mode === 'reply' && ownership !== 'mine') return { kind: 'notYours' }
    if (text.length > MAX_TEXT) return { kind: 'tooLong', count: text.length - MAX_TEXT }
    return unresolvedIn(text, canned)
  }
  const submit = (draft: string): boolean => {
    const text = draft.trim()
    if (text === '') return false
    const found = findProblem(text)
    setProblem(found)
    if (found) return false
    clearDraft(row.id, mode)
    void send({
      clientId: makeClientId(),
      thread: row.id,
      mode,
      text,
      at: Date.now(),
      epoch: row.epoch,
      seenSeq: seenOf(row.id),
    })
    return true
  }
  return { submit, problem, clearProblem: () => setProblem(undefined) }
}
