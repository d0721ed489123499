import { useEffect, useRef } from 'react'
import { keyIsTaken } from '../../lib/commands.ts'
import { preferences } from '../../lib/preferences.ts'
import { numberOf } from './number-key.ts'

/** The keys 1 to 9, pressed where nobody writes and nothing is open; nine commands would only fill the help sheet. */
export function useNumberKeys(press: (number: number) => void): void {
  const latest = useRef(press)
  useEffect(() => {
    latest.current = press
  })
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const busy = event.target instanceof HTMLElement && event.target.closest('input, textarea, select')
      if (busy || document.querySelector('[role="dialog"], [role="menu"]')) return
      const number = numberOf(event, preferences(), keyIsTaken)
      if (number === undefined) return
      event.preventDefault()
      latest.current(number)
    }
    addEventListener('keydown', handle)
    return () => removeEventListener('keydown', handle)
  }, [])
}
