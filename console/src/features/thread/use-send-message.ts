import type { Mentionable, Row } from '@parley/server/contract'
import { useState } from 'react'
import { attachedTo, clearAttachments, useAttachments } from '../../lib/attachments.ts'
import { type Canned, type Unresolved, unresolvedIn } from '../../lib/canned.ts'
import { clearDraft } from '../../lib/draft-store.ts'
import type { DraftMode } from '../../lib/drafts.ts'
import { makeClientId } from '../../lib/ids.ts'
import { send } from '../../lib/outbox.ts'
import { preferences } from '../../lib/preferences.ts'
import { seenOf } from '../../lib/thread-store.ts'
import type { Ownership } from './ownership.ts'

/** As in the contract, whose constant would bring the whole validator along. */
const MAX_TEXT = 4000

export type SendProblem =
  | { kind: 'unresolved'; first: Unresolved }
  | { kind: 'tooLong'; count: number }
  /** Somebody is mentioned who may not read the conversation. */
  | { kind: 'blind'; names: string }
  | { kind: 'notYours' }

interface SendMessage {
  row: Row
  mode: DraftMode
  ownership: Ownership
  canned: readonly Canned[]
  /** Whom a note with these words names. */
  mentioned: (text: string) => readonly Mentionable[]
}

/** Sends what is in the box, or says why it must not go out yet. */
export function useSendMessage({ row, mode, ownership, canned, mentioned }: SendMessage) {
  const [problem, setProblem] = useState<SendProblem>()
  const findProblem = (text: string, caret: number): SendProblem | undefined => {
    if (mode === 'reply' && ownership !== 'mine') return { kind: 'notYours' }
    if (text.length > MAX_TEXT) return { kind: 'tooLong', count: text.length - MAX_TEXT }
    const [first] = unresolvedIn(text, canned, Math.min(caret, text.length))
    if (first) return { kind: 'unresolved', first }
    const blind = mentioned(text).filter(({ allowed }) => !allowed)
    return blind.length > 0 ? { kind: 'blind', names: blind.map(({ name }) => name).join(', ') } : undefined
  }
  const submit = (draft: string, caret: number): boolean => {
    const text = draft.trim()
    const attached = attachedTo(useAttachments.getState(), row.id, mode)
    if (text === '' && attached.length === 0) return false
    if (attached.some(({ state }) => state !== 'ready')) return false
    const found = findProblem(draft.trimEnd(), caret)
    setProblem(found)
    if (found) return false
    clearDraft(row.id, mode)
    const files = attached.flatMap(({ attachment }) => attachment ?? [])
    clearAttachments(row.id, mode)
    void send({
      clientId: makeClientId(),
      thread: row.id,
      mode,
      text,
      ...(files.length > 0 ? { files } : {}),
      at: Date.now(),
      epoch: row.epoch,
      seenSeq: seenOf(row.id),
      ...(mode === 'reply'
        ? { holdMs: preferences().holdMs }
        : { mentions: mentioned(text).map(({ id }) => id) }),
    })
    return true
  }
  return { submit, problem, clearProblem: () => setProblem(undefined) }
}
