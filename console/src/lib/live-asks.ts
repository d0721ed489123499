import type {
  Ack,
  ConsoleToServer,
  EntriesEvent,
  ErrorCode,
  Row,
  ServerToConsole,
  View,
  WatchedView,
} from '@parley/server/contract'
import type { Socket } from 'socket.io-client'
import type { Alert } from './alerts.ts'
import { adoptDrafts } from './draft-store.ts'
import { checkHeld } from './held.ts'
import { putKnown, putRow, putTotals, queueRowEvents, useInbox } from './inbox-store.ts'
import { settle } from './outbox.ts'
import { pairsOf } from './rows.ts'
import { clientIdsIn, cursorOf } from './thread-log.ts'
import { dropLog, putFailure, putSnapshot, useThreads } from './thread-store.ts'
import { type ListAsked, listKey } from './views.ts'

const ACK_MS = 8000

export interface LiveEvents {
  onEnded: (code: ErrorCode) => void
  /** New entries of an open thread: what hangs on them is out of date. */
  onEntries: (event: EntriesEvent) => void
  onDeskChanged: () => void
  /** Too much happened in a list while nobody listened: it has to be loaded again. */
  onResync: (list: ListAsked) => void
  /** A customer's record is out of date. */
  onCustomerChanged: (customer: string) => void
  /** Much was taken out at once: everything on the screen is asked for anew. */
  onInstallChanged: () => void
  /** Role or queues may have changed. */
  onRights: () => void
  onReplyRefused: (event: { thread: string; code: ErrorCode }) => void
  /** Now, and after every break: what no event told may be different. */
  onConnected: () => void
  /** A colleague asks for my attention. */
  onMention: (event: Parameters<ServerToConsole['mention']>[0]) => void
  /** How many of those I have not looked at. */
  onMentions: (unseen: number) => void
}

/** A row that changed, with what was known of it before; or something that asks for this person by itself. */
export type LiveNews = { before: Row | undefined; row: Row } | { alert: Alert }

export type ConsoleSocket = Socket<ServerToConsole, ConsoleToServer>

/** What one live connection shows, and so asks for again after every break. */
export interface Desk {
  socket: ConsoleSocket
  threads: Set<string>
  /** On the screen, by `listKey`. */
  lists: Map<string, ListAsked>
  counted: readonly ListAsked[]
  alerting: readonly View[]
  resync: LiveEvents['onResync']
  news: Set<(news: LiveNews) => void>
}

/** A conversation with everything after the cursor. */
export function openThread({ socket, threads }: Desk, thread: string): void {
  const after = cursorOf(useThreads.getState().logs[thread])
  const asked = performance.now()
  socket.timeout(ACK_MS).emit('thread:open', after > 0 ? { thread, after } : { thread }, (late, answer) => {
    if (!threads.has(thread)) return
    if (late) {
      if (socket.connected) putFailure(thread, 'timeout')
      return
    }
    if (!answer.ok) {
      const { code } = answer.error
      // What may not be seen any more, or is gone, is not shown any more either.
      if (code === 'forbidden' || code === 'not_found') dropLog(thread)
      putFailure(thread, code)
      return
    }
    putRow(answer.row)
    adoptDrafts(thread, answer.drafts, asked)
    putSnapshot(thread, answer)
    settle(clientIdsIn(answer.entries))
    checkHeld(thread, answer.held ?? [])
  })
}

/** A list: what changed since its page was read, then every change. */
export function watchList({ socket, resync }: Desk, list: ListAsked): void {
  const { view, filter, sort } = list
  for (const [part, rows] of pairsOf(useInbox.getState().rows, list).entries()) {
    const asked = part === 0 ? { view, filter, sort, rows } : { view, rows, part: true as const }
    socket.timeout(ACK_MS).emit('view:watch', asked, (late, answer: Ack<WatchedView>) => {
      if (late || !answer.ok) return
      if (answer.known) putKnown(list, answer.known)
      if (answer.resync) resync(list)
      else queueRowEvents(answer.events)
    })
  }
}

export function watchCounts({ socket, counted }: Desk): void {
  const lists = counted.map((list) => ({ key: listKey(list), view: list.view, filter: list.filter }))
  socket
    .timeout(ACK_MS)
    .emit('counts:watch', { lists }, (late, answer: Ack<{ counts: Record<string, number> }>) => {
      if (!late && answer.ok) putTotals(answer.counts)
    })
}
