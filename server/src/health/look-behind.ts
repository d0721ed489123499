import type { Connection } from 'mongoose'
import { logOn } from '../conversations/entry.ts'
import { ofThread } from '../conversations/take-away.ts'
import { type Thread, threadsOn } from '../conversations/thread.ts'

/** What the store shows of a conversation that waits for its answer. */
export function lookBehind(connection: Connection, thread: string) {
  const read = async () => await threadsOn(connection).findById(thread).lean<Thread>()
  return {
    /** How far the turn is; `reason` says why the bot asked for a person. */
    async turn(): Promise<{ state: 'waiting' | 'answered' } | { state: 'handed_off'; reason?: string }> {
      const found = await read()
      if (found?.control === 'requested')
        return { state: 'handed_off', ...(found.reason ? { reason: found.reason } : {}) }
      const isAnswered = found !== null && found.customerSeq > 0 && found.botSeq >= found.customerSeq
      return { state: isAnswered ? 'answered' : 'waiting' }
    },
    /** Whether the log has everything that was committed. */
    async isLogged(): Promise<boolean> {
      const found = await read()
      return found !== null && (await logOn(connection).countDocuments(ofThread(thread))) >= found.head
    },
  }
}
