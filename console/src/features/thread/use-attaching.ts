import { type ClipboardEvent, useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import {
  type Attaching,
  attach,
  attachedTo,
  detach,
  recallAttachments,
  retryUpload,
  useAttachments,
} from '../../lib/attachments.ts'
import type { DraftMode } from '../../lib/drafts.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { MAX_TEXT } from './text-limit.tsx'

export interface AttachingState {
  items: readonly Attaching[]
  /** Something is not there yet, or did not get there: the message has to wait. */
  busy: boolean
  leftOut: number
  /** A pasted text that is no message any more. */
  long: string | undefined
  add: (files: readonly File[]) => void
  remove: (key: string) => void
  retry: (item: Attaching) => void
  paste: (event: ClipboardEvent<HTMLTextAreaElement>) => void
  answerLong: (what: 'file' | 'fitting' | 'nothing') => void
}

/** What is attached to a draft, by whichever way it comes: picked, dropped, pasted. */
export function useAttaching(
  thread: string,
  mode: DraftMode,
  change: (text: string, caret: number) => void,
): AttachingState {
  const { t } = useTranslation('files')
  const items = useAttachments(useShallow((state) => attachedTo(state, thread, mode)))
  const [leftOut, setLeftOut] = useState(0)
  const [long, setLong] = useState<{ text: string; before: string; after: string }>()
  useEffect(() => recallAttachments(thread, mode), [thread, mode])
  const add = (files: readonly File[]) => setLeftOut(attach(thread, mode, files))
  return {
    items,
    busy: items.some(({ state }) => state !== 'ready'),
    leftOut,
    long: long?.text,
    add,
    remove: (key) => detach(thread, mode, key),
    retry: (item) => retryUpload(thread, mode, item),
    paste(event) {
      const { value, selectionStart, selectionEnd } = event.currentTarget
      const text = event.clipboardData.getData('text/plain')
      const files = [...event.clipboardData.files]
      // Office programs put a picture of the words beside the words.
      if (files.length > 0 && text === '') {
        event.preventDefault()
        add(files.map((file) => named(file, t('pastedPicture'))))
      } else if (text.length > MAX_TEXT) {
        event.preventDefault()
        setLong({ text, before: value.slice(0, selectionStart), after: value.slice(selectionEnd) })
      }
    },
    answerLong(what) {
      if (!long) return
      if (what === 'file') add([new File([long.text], t('pastedName'), { type: 'text/plain' })])
      if (what === 'fitting') {
        const room = Math.max(0, MAX_TEXT - long.before.length - long.after.length)
        const start = long.before + long.text.slice(0, room)
        change(start + long.after, start.length)
      }
      setLong(undefined)
    },
  }
}

/** Browsers call every pasted picture `image.png`. */
function named(file: File, name: string): File {
  return file.name === 'image.png' ? new File([file], name, { type: file.type }) : file
}
