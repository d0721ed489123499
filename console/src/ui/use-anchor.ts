import { type RefObject, useRef, useState } from 'react'

interface Anchored {
  at: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

/** A button that opens something which hangs on it (`anchored.tsx`): what both of them need. */
export function useAnchor(kind: 'menu' | 'dialog') {
  const at = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const hung: Anchored = { at, onClose: () => setOpen(false) }
  return {
    open,
    show: () => setOpen(true),
    button: {
      ref: at,
      'aria-haspopup': kind,
      'aria-expanded': open,
      onClick: () => setOpen(!open),
    } as const,
    hung,
  }
}
