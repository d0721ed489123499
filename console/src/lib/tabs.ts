/** Tabs of one person at one browser: which of them rings, and what the others have on the screen. */
export interface Tabs {
  /** This tab is the one that rings. */
  leads: () => boolean
  /** Says to the others that this conversation is being looked at here. */
  sayLooking: (thread: string) => void
  close: () => void
}

export function joinTabs(person: string, onLooking: (thread: string) => void): Tabs {
  let leading = false
  const leave = new AbortController()
  let release: () => void = () => undefined
  // The lock passes on when its tab is closed or crashes. Without locks, as at a plain http address, every tab rings.
  if (navigator.locks) {
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    navigator.locks
      .request(`parley.ringer.${person}`, { signal: leave.signal }, () => {
        leading = true
        return held
      })
      .catch(() => undefined)
  } else leading = true
  const channel = new BroadcastChannel(`parley.tabs.${person}`)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') onLooking(data)
  }
  return {
    leads: () => leading,
    sayLooking: (thread) => channel.postMessage(thread),
    close: () => {
      leave.abort()
      release()
      channel.close()
    },
  }
}
