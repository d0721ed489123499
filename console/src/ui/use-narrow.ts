import { useSyncExternalStore } from 'react'

/** As the style sheets have it: a phone, where one pane has the screen. */
const narrow = matchMedia('(max-width: 859px)')

/** Whether the window is that of a phone: the other arrangement is not drawn at all. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => narrow.matches)
}

function watch(callback: () => void): () => void {
  narrow.addEventListener('change', callback)
  return () => narrow.removeEventListener('change', callback)
}
