import type { PublicState } from '../contract/index.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { ownFilter } from '../storage/own-filter.ts'

/** Where a conversation stands as its customer may know it. */
export function createPublicStates({ threads }: { threads: Threads }) {
  const position = async (thread: Thread): Promise<number> =>
    1 +
    (await threads
      .countDocuments(
        ownFilter({
          control: 'requested',
          status: 'open',
          queue: thread.queue ?? 'general',
          requestedAt: { $lt: thread.requestedAt ?? thread.lastAt },
        }),
      )
      .limit(99))

  return {
    async of(thread: Thread): Promise<PublicState> {
      const waiting = thread.control === 'requested' && thread.status !== 'closed'
      return {
        head: thread.publicHead,
        status: thread.status,
        control: thread.control,
        ...(thread.control === 'agent' && thread.agent ? { agent: { name: thread.agent.name } } : {}),
        ...(waiting ? { position: await position(thread) } : {}),
        rating: thread.rating,
        seen: thread.seen,
      }
    },
  }
}
export type PublicStates = ReturnType<typeof createPublicStates>
