import type { ThreadSubject } from '../agents/permissions.ts'
import type { Thread } from './thread.ts'

/** What the one authorisation function needs to know of a thread. */
export function subjectOf(thread: Thread): ThreadSubject {
  return {
    control: thread.control,
    queue: thread.queue,
    agent: thread.agent?.id,
    offeredTo: thread.offer?.agent,
  }
}
