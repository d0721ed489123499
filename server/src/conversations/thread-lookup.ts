import { ownFilter } from '../storage/own-filter.ts'
import type { Thread, Threads } from './thread.ts'

const AT_MOST = 200

export type ThreadLookup = (id: string) => Promise<Thread | undefined>

interface Asked {
  id: string
  resolve: (thread: Thread | undefined) => void
  reject: (error: unknown) => void
}

/**
 * Reads threads by id; what is asked while a reading is on its way is one reading after it. When thousands come back at
 * once, the store is asked a hundred questions instead of thousands, and each answer is still read after it was asked for.
 */
export function createThreadLookup(threads: Pick<Threads, 'find'>): ThreadLookup {
  const waiting: Asked[] = []
  let reading = false

  const readAll = async (): Promise<void> => {
    reading = true
    while (waiting.length > 0) await answer(threads, waiting.splice(0, AT_MOST))
    reading = false
  }
  return (id) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject })
      if (!reading) void readAll()
    })
}

async function answer(threads: Pick<Threads, 'find'>, some: readonly Asked[]): Promise<void> {
  try {
    const ids = [...new Set(some.map(({ id }) => id))]
    const found = await threads.find(ownFilter({ _id: { $in: ids } })).lean<Thread[]>()
    const byId = new Map(found.map((thread) => [thread._id, thread]))
    for (const { id, resolve } of some) resolve(byId.get(id))
  } catch (error) {
    for (const { reject } of some) reject(error)
  }
}
