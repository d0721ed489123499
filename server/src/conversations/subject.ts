import { authorise, type ThreadSubject, type Verb } from '../agents/permissions.ts'
import type { User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Thread, Threads } from './thread.ts'

/** What the one authorisation function needs to know of a thread. */
export function subjectOf(thread: Thread): ThreadSubject {
  return {
    control: thread.control,
    queue: thread.queue,
    agent: thread.agent?.id,
    offeredTo: thread.offer?.agent,
    movedBy: thread.undoable?.by,
  }
}

/** Finds a thread for somebody who may do this to it. @throws AppError `not_found` | `forbidden` */
export function createThreadFor(threads: Threads) {
  return async (user: User, verb: Verb, id: string): Promise<Thread> => {
    const thread = await threads.findById(id).lean<Thread>()
    if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
    authorise(user, verb, subjectOf(thread))
    return thread
  }
}
