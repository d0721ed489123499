import { gather } from '../storage/gather.ts'
import type { Thread, Threads } from './thread.ts'

const AT_MOST = 200

export type ThreadLookup = (id: string) => Promise<Thread | undefined>

/**
 * Reads threads by id, those that are asked for at the same time in one question: turns at once, or thousands of
 * customers who come back together.
 */
export function createThreadLookup(threads: Pick<Threads, 'collection'>): ThreadLookup {
  return gather(async (ids) => {
    // Past mongoose: every turn reads its thread, and nothing here needs to be cast.
    const found = await threads.collection
      .find<Thread>({ _id: { $in: [...new Set(ids)] } as never }, { singleBatch: true, batchSize: AT_MOST })
      .toArray()
    const byId = new Map(found.map((thread) => [thread._id, thread]))
    return ids.map((id) => byId.get(id))
  }, AT_MOST)
}
