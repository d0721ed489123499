import type { PublicState } from '../contract/index.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { ratingAt } from '../conversations/undo.ts'
import type { InLine, Waits } from '../routing/lobby.ts'
import { ownFilter } from '../storage/own-filter.ts'

const CAP = 99

/** Where a conversation stands, as its customer may know it. */
export function createPublicStates({
  threads,
  waits,
  closed,
  now,
}: {
  threads: Threads
  now: () => number
  waits: Waits
  /** Until when a queue keeps closed, if it does. */
  closed: (queue: string) => { opensAt?: number } | undefined
}) {
  const waitingIn = async (thread: Thread) => {
    const shut = closed(thread.queue ?? 'general')
    if (!shut) return await inLine(thread)
    const { opensAt } = shut
    return { ...(await inLine(thread)), closed: opensAt === undefined ? {} : { opensAt } }
  }

  const inLine = async (thread: Thread): Promise<InLine> => {
    const queue = thread.queue ?? 'general'
    const before = {
      control: 'requested',
      status: 'open',
      queue,
      requestedAt: { $lt: thread.requestedAt ?? thread.lastAt },
    }
    const [ahead, waitMs] = await Promise.all([
      threads.countDocuments(ownFilter(before)).limit(CAP),
      waits(queue),
    ])
    return { position: ahead + 1, ...(waitMs === undefined ? {} : { waitMs }) }
  }

  return {
    /** From when on a customer is asked how it was, when they are not yet. */
    askedAt: (thread: Thread): number | undefined => ratingAt(thread, now()).at,
    /** Whether that time has come. */
    isTime: (at: number): boolean => at <= now(),
    async of(thread: Thread): Promise<PublicState> {
      const waiting = thread.control === 'requested' && thread.status !== 'closed'
      return {
        head: thread.publicHead,
        status: thread.status,
        control: thread.control,
        ...(thread.control === 'agent' && thread.agent ? { agent: { name: thread.agent.name } } : {}),
        ...(waiting ? await waitingIn(thread) : {}),
        rating: ratingAt(thread, now()).rating,
        seen: thread.seen,
      }
    },
  }
}
export type PublicStates = ReturnType<typeof createPublicStates>
