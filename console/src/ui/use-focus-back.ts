import { useEffect, useState } from 'react'

/**
 * For what opens over a page and is drawn only while it is open: once it is gone, the focus is back on what had it
 * before, unless somebody else took it meanwhile.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
