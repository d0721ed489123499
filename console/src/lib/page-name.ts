import { useEffect } from 'react'
import { create } from 'zustand'

/** What the page on the screen calls itself; none where it has no heading of its own. */
export const usePageName = create<{ name: string | undefined }>(() => ({ name: undefined }))

/** The heading of this page stands in the tab too, while it is on the screen. */
export function useNameInTab(name: string): void {
  useEffect(() => {
    usePageName.setState({ name })
    return () => usePageName.setState((state) => (state.name === name ? { name: undefined } : {}))
  }, [name])
}
