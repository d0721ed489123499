import { useSyncExternalStore } from 'react'

/** One timer per pace, however many rows look at it; none when nobody looks. */
function createClock(everyMs: number) {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    if (listeners.size === 0) {
      now = Date.now()
      timer = setInterval(tick, everyMs)
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) clearInterval(timer)
    }
  }
  return { subscribe, read: () => now }
}

const seconds = createClock(1000)
const slow = createClock(15_000)

export const useSeconds = (): number => useSyncExternalStore(seconds.subscribe, seconds.read)
export const useSlowClock = (): number => useSyncExternalStore(slow.subscribe, slow.read)
