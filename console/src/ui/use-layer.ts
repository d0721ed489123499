import { useEffect, useState, useSyncExternalStore } from 'react'

/** Dialogs that are open, the topmost last. */
let layers: readonly symbol[] = []
const listeners = new Set<() => void>()

function setLayers(next: readonly symbol[]): void {
  layers = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * For a dialog that is drawn only while it is open; answers whether nothing lies over it, because Escape is for the
 * topmost alone. Once it is gone, the focus is back on what had it before, unless somebody else took it meanwhile.
 */
export function useLayer(): boolean {
  const [own] = useState(() => Symbol('layer'))
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    setLayers([...layers, own])
    return () => {
      setLayers(layers.filter((layer) => layer !== own))
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [own, before])
  return useSyncExternalStore(subscribe, () => !layers.includes(own) || layers.at(-1) === own)
}
