import { AppError } from '../errors.ts'
import type { StoreClock } from '../storage/clock.ts'
import { durable } from '../storage/mongo.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type Appended, append, type Change } from './append.ts'
import type { OutboxEntry, StoredEntry } from './entry.ts'
import { type Aside, fits } from './set-aside.ts'
import type { Thread, Threads } from './thread.ts'

/** Decides on a thread as it stands; throws an AppError to refuse, returns undefined to leave it as it is. */
export type Decide = (
  thread: Thread,
  now: number,
  attempt: number,
) => Change | undefined | Promise<Change | undefined>

export interface Committed {
  thread: Thread
  entries: readonly StoredEntry[]
}

export interface Drained {
  fence: number
  /** The document that the lease returned: spares the first read. */
  thread: Thread
}

export type Commit = (thread: string, decide: Decide, drain?: Drained) => Promise<Committed>

export const OUTBOX_LIMIT = 32
const MAX_MISSES = 20

/** The drain's fence is no longer the thread's: another worker took over, and this one's work counts for nothing. */
export class FencedError extends Error {
  override name = 'FencedError'
}

/**
 * The only writer of a thread: read → decide → compare-and-set on `head`; on a miss, read and decide again. A lost
 * attempt leaves nothing behind. Every change appends at least one entry, because the head is what is compared.
 * @throws AppError `not_found`, or whatever `decide` refuses with. FencedError for a drain that lost its lease.
 */
export function createCommit(deps: CommitDeps): Commit {
  return async (id, decide, drain) => {
    let thread: Thread | null = drain?.thread ?? null
    for (let attempt = 0; attempt < MAX_MISSES; attempt++) {
      thread ??= await deps.threads.findById(id).lean<Thread>()
      if (!thread) throw new AppError('not_found', { message: 'There is no such conversation.' })
      const committed = await tryOnce(deps, thread, decide, attempt, drain?.fence)
      if (committed) return committed
      thread = null
    }
    throw new AppError('store_unavailable', { message: 'The conversation changes too fast; try again.' })
  }
}

interface CommitDeps {
  threads: Threads
  sealer: Sealer
  aside: Aside
  clock: StoreClock
  committed: (committed: Committed) => void
  /** Empties the outbox of a thread that has no room left, outside a drain. */
  makeRoom: (thread: Thread) => Promise<void>
}

/** One decision and one compare-and-set; undefined for a miss, after which the thread has to be read again. */
async function tryOnce(
  deps: CommitDeps,
  thread: Thread,
  decide: Decide,
  attempt: number,
  fence: number | undefined,
): Promise<Committed | undefined> {
  if (fence !== undefined && thread.fence !== fence) {
    throw new FencedError(`fence ${fence} of ${thread._id} was overtaken`)
  }
  // Entry times never decrease within a thread, whatever the clock does.
  const now = Math.max(deps.clock.now(), thread.lastAt.getTime())
  const change = await decide(thread, now, attempt)
  if (!change || change.entries.length === 0) return { thread, entries: [] }
  const appended = await append(deps.sealer, thread, change, now)
  const full = thread.outbox.length + appended.entries.length > OUTBOX_LIMIT || !fits(thread, appended)
  if (full && thread.outbox.length > 0) {
    await deps.makeRoom(thread)
    return undefined
  }
  const outbox = await deps.aside.fit(thread, appended)
  const filter = { _id: thread._id, head: thread.head, ...(fence === undefined ? {} : { fence }) }
  const after = await deps.threads
    .findOneAndUpdate(filter, toUpdate(appended, outbox), { returnDocument: 'after', writeConcern: durable })
    .lean<Thread>()
  if (!after) {
    await deps.aside.drop(outbox)
    return undefined
  }
  const { entries } = appended
  const committed = { thread: after, entries }
  deps.committed(committed)
  return committed
}

function toUpdate({ set, unset }: Appended, outbox: readonly OutboxEntry[]) {
  return {
    $set: set,
    ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1 as const])) } : {}),
    $push: { outbox: { $each: outbox } },
  }
}
