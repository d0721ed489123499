import type { HeldReply } from '@parley/server/contract'
import { type Outgoing, resend, useOutbox } from './outbox.ts'

/** How long a reply waits for second thoughts; the server takes no more than the longest of them. */
export const holdChoices = [0, 5000, 10_000] as const

/** What the server holds of mine in this conversation now; `undone` was taken back, perhaps on another screen. */
export function putHeld(thread: string, held: readonly HeldReply[], undone?: string): void {
  const now = Date.now()
  const known = new Set(useOutbox.getState().items.map(({ clientId }) => clientId))
  const states = new Map(held.map(({ clientId, dueInMs }) => [clientId, now + dueInMs]))
  const fresh = held
    .filter(({ clientId }) => !known.has(clientId))
    .map(
      ({ clientId, text, dueInMs }): Outgoing => ({
        clientId,
        thread,
        mode: 'reply',
        text,
        at: now,
        epoch: 0,
        seenSeq: 0,
        state: 'held',
        until: now + dueInMs,
      }),
    )
  useOutbox.setState(({ items }) => ({
    items: [
      ...items
        .filter(({ clientId, state }) => clientId !== undone || state === 'undoing')
        .map((item) => {
          const until = states.get(item.clientId)
          return until === undefined || item.state === 'undoing'
            ? item
            : { ...item, state: 'held' as const, until }
        }),
      ...fresh,
    ],
  }))
}

/** After a reconnect: what was held here and is held no more was sent or taken back meanwhile. The door knows which. */
export function checkHeld(thread: string, held: readonly HeldReply[]): void {
  putHeld(thread, held)
  const still = new Set(held.map(({ clientId }) => clientId))
  for (const item of useOutbox.getState().items)
    if (item.thread === thread && item.state === 'held' && !still.has(item.clientId))
      void resend(item.clientId)
}

/** The last of them is the one that second thoughts are about. */
export function lastHeldOf(items: readonly Outgoing[], thread: string): Outgoing | undefined {
  const mine = items.filter((item) => item.thread === thread && item.mode === 'reply')
  return mine.findLast(({ state }) => state === 'held' || state === 'sending')
}
