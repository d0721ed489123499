import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { Ack, PublicEntry, PublicState, SyncAnswer } from '../../server/src/contract/index.ts'
import type { CursorLog } from './cursor-log.ts'
import { ask } from './live-socket.ts'

const ACK_MS = 1500

/**
 * Keeps the log up to date: events where they fit, questions where there is a gap or a new connection. The answer asks
 * at once, and says whether everything up to the head is there.
 */
export function followThread(
  socket: Socket,
  log: CursorLog<PublicEntry>,
  { onState, ackMs = ACK_MS }: { onState: (state: PublicState) => void; ackMs?: number },
): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  const syncOnce = async (): Promise<boolean> => {
    for (;;) {
      const after = log.cursor()
      const answer = await ask<Ack<SyncAnswer>>(socket, 'sync', { after }, ackMs)
      if (!answer?.ok) return false
      if (answer.resync) log.forget()
      const complete = log.take(answer.entries)
      onState(answer.state)
      if (!complete || answer.entries.length === 0 || log.cursor() >= answer.state.head) return complete
    }
  }
  const sync = (): Promise<boolean> => {
    asking ??= syncOnce().finally(() => {
      asking = undefined
    })
    return asking
  }
  const syncSurely = async (): Promise<void> => {
    while (socket.connected && !(await sync())) await delay(200)
  }
  socket.on('connect', () => void syncSurely())
  socket.on('entries', (event: { after: number; entries: PublicEntry[]; state: PublicState }) => {
    const fits = event.after <= log.cursor() && log.take(event.entries)
    onState(event.state)
    if (!fits || log.cursor() < event.state.head) void syncSurely()
  })
  socket.on('state', onState)
  return sync
}
