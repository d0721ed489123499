import { type KeyboardEvent, useEffect, useRef } from 'react'
import { nextUnresolved, type Unresolved } from '../../lib/canned.ts'
import type { Suggestions } from './use-suggestions.ts'
import type { Writing } from './use-writing.ts'

interface ComposerKeys {
  writing: Writing
  unresolved: readonly Unresolved[]
  menus: readonly { handleKey: (event: KeyboardEvent) => boolean }[]
  suggestions: Suggestions
  onInsert: (text: string) => void
  onSend: () => void
}

/** What keys do in the box, from the most to the least particular. */
export function useComposerKeys({ writing, unresolved, menus, suggestions, onInsert, onSend }: ComposerKeys) {
  const arrivedByTab = useArrivedByTab()

  const handleTab = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (event.shiftKey) return false
    const box = event.currentTarget
    const open = unresolved.filter(({ kind }) => kind === 'variable')
    const next = nextUnresolved(open, box.selectionEnd)
    // From the last one on Tab leaves, as it does everywhere: nobody is locked in.
    const atLast = open.at(-1)?.from === box.selectionStart && box.selectionEnd > box.selectionStart
    if (next && !atLast) {
      writing.select(next.from, next.to)
      return true
    }
    const first = suggestions.list[0]
    // Whoever walks through the page by Tab walks on; whoever came to write takes what is offered.
    if (!first || writing.text !== '' || arrivedByTab.current) return false
    onInsert(first.text)
    return true
  }

  const handleOwn = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (event.key === 'Tab') return handleTab(event)
    if (event.key === 'Enter' && !event.shiftKey) {
      onSend()
      return true
    }
    if (event.key !== 'Escape') return false
    if (suggestions.list.length > 0) suggestions.dismiss()
    else event.currentTarget.blur()
    return true
  }

  return {
    handleFocus: arrivedByTab.note,
    handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
      // An input method uses Enter, Tab and the arrows to choose a word: that is neither sending nor choosing here.
      if (event.nativeEvent.isComposing || event.keyCode === 229) return
      if (menus.some((menu) => menu.handleKey(event)) || handleOwn(event)) event.preventDefault()
    },
  }
}

/** Whether the focus came into the box by the Tab key. */
function useArrivedByTab() {
  const lastKey = useRef('')
  const arrived = useRef(false)
  useEffect(() => {
    const key = (event: globalThis.KeyboardEvent) => {
      lastKey.current = event.key
    }
    const pointer = () => {
      lastKey.current = ''
    }
    addEventListener('keydown', key, true)
    addEventListener('pointerdown', pointer, true)
    return () => {
      removeEventListener('keydown', key, true)
      removeEventListener('pointerdown', pointer, true)
    }
  }, [])
  return {
    get current() {
      return arrived.current
    },
    note: () => {
      arrived.current = lastKey.current === 'Tab'
    },
  }
}
