import { gather } from '../storage/gather.ts'
import { documentFailures, durable, isDuplicateKey } from '../storage/mongo.ts'
import type { Log, StoredEntry } from './entry.ts'

/** Lists of entries that go in one write; a list is one thread's and has a handful. */
const AT_MOST = 50

/**
 * Puts a thread's entries into the log, those of several threads in one write. Entries that are there already are as
 * good as written: their ids are deterministic.
 * @throws what kept any of the thread's own entries out of the log
 */
export type WriteLog = (entries: readonly StoredEntry[]) => Promise<void>

export function createLogWriter(log: Log): WriteLog {
  const write = gather(async (lists: readonly (readonly StoredEntry[])[]) => {
    try {
      await log.collection.insertMany(lists.flat() as never[], {
        ordered: false,
        writeConcern: durable,
        ignoreUndefined: true,
      })
      return lists.map(() => undefined)
    } catch (error) {
      return shareOut(error, lists)
    }
  }, AT_MOST)
  return async (entries) => {
    const failed = await write(entries)
    if (failed !== undefined) throw failed
  }
}

/**
 * What failed, by list. The failure of a document is its own list's; one of the whole write, such as a majority that did
 * not confirm, is everybody's.
 */
function shareOut(error: unknown, lists: readonly (readonly unknown[])[]): readonly unknown[] {
  const failures = documentFailures(error)
  if (!failures) return lists.map(() => error)
  let next = 0
  return lists.map((list) =>
    list.flatMap(() => failures.get(next++) ?? []).find((failure) => !isRepeat(failure)),
  )
}

/** The same id once more. A second entry of the same event is not that: it must never be swallowed. */
function isRepeat(failure: Error): boolean {
  return isDuplicateKey(failure) && failure.message.includes('index: _id_')
}
