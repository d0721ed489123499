import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import type { Held } from '../ingest/held.ts'

const POLL_MS = 50
const SAID_WITHIN_MS = 4000

/**
 * Whoever gives a conversation away, closes it or loses it has said their last word first: what they hold is let go, and
 * it is waited for until it stands in the log.
 */
export function createSayFirst(held: Pick<Held, 'letAllGo' | 'isOnTheWay'>) {
  /** @throws AppError `reply_on_its_way` when no worker gets to it in time; nothing is lost, it is sent a little later */
  return async (user: string, thread: string): Promise<void> => {
    await held.letAllGo(thread, user)
    for (let waited = 0; await held.isOnTheWay(thread, user); waited += POLL_MS) {
      if (waited >= SAID_WITHIN_MS) throw new AppError('reply_on_its_way')
      await delay(POLL_MS)
    }
  }
}
