import { gather } from '../storage/gather.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Thread, Threads } from './thread.ts'

const AT_MOST = 200

export type ThreadLookup = (id: string) => Promise<Thread | undefined>

/**
 * Reads threads by id, those that are asked for at the same time in one question: turns at once, or thousands of
 * customers who come back together.
 */
export function createThreadLookup(threads: Pick<Threads, 'find'>): ThreadLookup {
  return gather(async (ids) => {
    const found = await threads.find(ownFilter({ _id: { $in: [...new Set(ids)] } })).lean<Thread[]>()
    const byId = new Map(found.map((thread) => [thread._id, thread]))
    return ids.map((id) => byId.get(id))
  }, AT_MOST)
}
