import type { Row } from '@parley/server/contract'
import type { RefObject } from 'react'
import { unresolvedIn } from '../../lib/canned.ts'
import type { DraftMode } from '../../lib/drafts.ts'
import { mentionedIn } from '../../lib/mention-at.ts'
import type { Ownership } from './ownership.ts'
import { useCanned } from './use-canned.ts'
import { useCannedMenu } from './use-canned-menu.ts'
import { useComposerKeys } from './use-composer-keys.ts'
import { useFill } from './use-fill.ts'
import { useMentionable, useMentionMenu } from './use-mention-menu.ts'
import { useSendMessage } from './use-send-message.ts'
import { useSuggestions } from './use-suggestions.ts'
import { useTypingSignal } from './use-typing-signal.ts'
import { useWriting } from './use-writing.ts'

export interface ComposerProps {
  row: Row
  mode: DraftMode
  ownership: Ownership
  boxRef: RefObject<HTMLTextAreaElement | null>
}

/** Everything that goes on in the box, put together: writing, menus, suggestions, sending. */
export function useComposer({ row, mode, ownership, boxRef }: ComposerProps) {
  const writing = useWriting(row, mode, boxRef)
  const { text, caret } = writing
  const canned = useCanned(row.language)
  const fill = useFill(row)
  const people = useMentionable(row.id, mode)
  const typing = useTypingSignal(row.id, mode)
  const { submit, problem, clearProblem } = useSendMessage({
    row,
    mode,
    ownership,
    canned,
    mentioned: (words) => (mode === 'note' ? mentionedIn(words, people) : []),
  })
  const write = (next: string, at: number) => {
    writing.write(next, at)
    clearProblem()
    typing.note(next)
  }
  const cannedMenu = useCannedMenu({ row, writing, canned, fill, onWrite: write })
  const mentionMenu = useMentionMenu({ mode, writing, people, onWrite: write })
  const suggestions = useSuggestions({ row, wanted: mode === 'reply' && ownership === 'mine' && text === '' })
  /** A ready text becomes the draft, its first open variable chosen. */
  const insert = (words: string) => {
    const filled = fill(words)
    write(filled, filled.length)
    const [open] = unresolvedIn(filled, [])
    writing.select(open?.from ?? filled.length, open?.to ?? filled.length)
  }
  /** A sign that calls a menu, as if it had been typed. */
  const call = (sign: '/' | '@') => {
    const before = text.slice(0, caret)
    const glue = before === '' || /\s$/u.test(before) ? '' : ' '
    const at = caret + glue.length + 1
    write(`${before}${glue}${sign}${text.slice(caret)}`, at)
    writing.select(at)
  }
  /** Words or signs, where the writer is. */
  const put = (words: string) => {
    const at = caret + words.length
    write(text.slice(0, caret) + words + text.slice(caret), at)
    writing.select(at)
  }
  const send = () => {
    if (submit(text, caret)) {
      typing.stop()
      return
    }
    const [first] = unresolvedIn(text, canned)
    if (first?.kind === 'variable') writing.select(first.from, first.to)
  }
  // An open variable shows at once; a command may still be on its way to being one.
  const unresolved = unresolvedIn(text, canned, caret).filter(
    ({ kind }) => kind === 'variable' || problem?.kind === 'unresolved',
  )
  const menus = [mentionMenu, cannedMenu]
  const keys = useComposerKeys({ writing, unresolved, menus, suggestions, onInsert: insert, onSend: send })
  return {
    writing,
    write,
    fill,
    cannedMenu,
    mentionMenu,
    suggestions,
    unresolved,
    problem,
    keys,
    insert,
    call,
    put,
    send,
    leave: typing.stop,
  }
}
export type ComposerState = ReturnType<typeof useComposer>
