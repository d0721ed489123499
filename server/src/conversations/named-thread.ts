import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Thread, Threads } from './thread.ts'

/** The conversation that an address names. */
export const Id = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })

/** Reads the conversation that an address names. @throws AppError `not_found` */
export function createFinder(threads: Threads) {
  return async (id: string): Promise<Thread> => {
    const thread = await threads.findById(id).lean<Thread>()
    if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
    return thread
  }
}
