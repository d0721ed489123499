import { useEffect } from 'react'

/** Ctrl+S, or ⌘S, saves the form that is on the screen instead of the page. */
export function useSaveKey(save: () => void): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      save()
    }
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  }, [save])
}
