import { type KeyboardEvent, useState } from 'react'

interface ListMenu {
  /** Where in the text it was called; undefined while it is not. */
  at: number | undefined
  /** What is looked for: with another one the choice begins at the top again. */
  query: string
  count: number
  onChoose: (index: number) => void
}

/** A list over the box that is driven by keys while the box keeps the focus. Escape closes it for that place. */
export function useListMenu({ at, query, count, onChoose }: ListMenu) {
  const [chosen, setChosen] = useState({ query: '', index: 0 })
  const [dismissed, setDismissed] = useState<number>()
  const open = at !== undefined && at !== dismissed
  const active = chosen.query === query ? Math.min(chosen.index, Math.max(0, count - 1)) : 0
  const handleKey = (event: KeyboardEvent): boolean => {
    if (!open) return false
    if (event.key === 'Escape') {
      setDismissed(at)
      return true
    }
    if (count === 0) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen({ query, index: (active + step + count) % count })
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) onChoose(active)
    else return false
    return true
  }
  return { open, active, handleKey, reopen: () => setDismissed(undefined) }
}
