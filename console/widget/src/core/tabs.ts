import { isRecord } from './key-value.ts'

export type TabNews =
  | { type: 'read'; thread: string; upTo: number }
  /** The queue in storage changed. */
  | { type: 'outbox' }
  /** A session was stored. */
  | { type: 'session' }

/** The other tabs of this browser that show the same widget. */
export interface Tabs {
  tell(news: TabNews): void
  listen(heard: (news: TabNews) => void): void
  close(): void
}

/** Tabs over BroadcastChannel; without it every tab stands alone and learns from the server. */
export function createTabs(name: string): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
  return {
    tell: (news) => channel?.postMessage(news),
    listen(heard) {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isRecord(data) && typeof data['type'] === 'string') heard(data as TabNews)
      })
    },
    close: () => channel?.close(),
  }
}
