import type { Row } from '@parley/server/contract'
import { type RefObject, useState } from 'react'
import { useDrafts, writeDraft } from '../../lib/draft-store.ts'
import { type DraftMode, draftKey } from '../../lib/drafts.ts'

/** The text in the box, which is the draft, and where in it the writer is. */
export function useWriting(row: Row, mode: DraftMode, boxRef: RefObject<HTMLTextAreaElement | null>) {
  const draft = useDrafts((state) => state.byKey[draftKey(row.id, mode)])
  const text = draft?.text ?? ''
  const [place, setPlace] = useState(0)
  const caret = Math.min(place, text.length)
  const select = (from: number, to = from) => {
    setPlace(to)
    // A new text is in the box after this render.
    requestAnimationFrame(() => {
      boxRef.current?.focus()
      boxRef.current?.setSelectionRange(from, to)
    })
  }
  return {
    draft,
    text,
    caret,
    setCaret: setPlace,
    select,
    write: (next: string, at: number) => {
      writeDraft(row.id, mode, next)
      setPlace(at)
    },
  }
}
export type Writing = ReturnType<typeof useWriting>
