import { AppError } from '../errors.ts'
import type { StoreClock } from '../storage/clock.ts'
import { durable, isDuplicateKey } from '../storage/mongo.ts'
import type { Sealer } from '../storage/sealing.ts'
import { type Appended, append, type Change, threadAfter } from './append.ts'
import type { OutboxEntry, StoredEntry } from './entry.ts'
import { type Aside, excessOf } from './set-aside.ts'
import type { Thread, Threads } from './thread.ts'
import type { Trim } from './trim.ts'

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
  /** As the drain read or committed it last: spares the first read. */
  thread: Thread
  /** Of the lease, when the drain has one. */
  fence?: number
  /** The store does not have the thread yet: its first commit puts it there. */
  isNew?: boolean
  /** A worker may have hung or ended over what is pending in it. */
  isSuspect?: boolean
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
      const isNew = attempt === 0 && drain?.isNew === true
      const committed = await tryOnce(deps, { thread, isNew, attempt, fence: drain?.fence }, decide)
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
  isTidy: Trim['isTidy']
  /** Brings the outbox of a thread that has no room left into the log. */
  makeRoom: (thread: Thread) => Promise<void>
}

interface Attempt {
  thread: Thread
  isNew: boolean
  attempt: number
  fence: number | undefined
}

/** One decision and one compare-and-set; undefined for a miss, after which the thread has to be read again. */
async function tryOnce(
  deps: CommitDeps,
  { thread: before, isNew, attempt, fence }: Attempt,
  decide: Decide,
): Promise<Committed | undefined> {
  if (before.goes) throw new AppError('not_found', { message: 'There is no such conversation.' })
  // Nothing new can have come into the outbox when the head turns out to be the same.
  const thread = deps.isTidy(before) ? { ...before, outbox: [] } : before
  if (fence !== undefined && thread.fence !== fence) {
    throw new FencedError(`fence ${fence} of ${thread._id} was overtaken`)
  }
  // Entry times never decrease within a thread, whatever the clock does.
  const now = Math.max(deps.clock.now(), thread.lastAt.getTime())
  const change = await decide(thread, now, attempt)
  if (!change || change.entries.length === 0) return { thread, entries: [] }
  const appended = await append(deps.sealer, thread, change, now)
  const excess = excessOf(thread, appended)
  const isFull = thread.outbox.length + appended.entries.length > OUTBOX_LIMIT || excess > 0
  if (isFull && thread.outbox.length > 0) {
    await deps.makeRoom(thread)
    return undefined
  }
  const outbox = await deps.aside.fit(appended, excess)
  const { threads } = deps
  const after = isNew
    ? await insert(threads, { ...threadAfter(thread, appended), outbox: [...outbox] })
    : await compareAndSet(threads, thread, fence, toUpdate(thread, appended, outbox))
  if (!after) {
    await deps.aside.drop(outbox)
    return undefined
  }
  const { entries } = appended
  const committed = { thread: withAtHand(after, appended, outbox), entries }
  deps.committed(committed)
  return committed
}

/** What was just written, as it was made here: whoever shows it need not open again what was sealed for it. */
function withAtHand(after: Thread, { set }: Appended, outbox: readonly OutboxEntry[]): Thread {
  const before = after.outbox.slice(0, after.outbox.length - outbox.length)
  return { ...after, ...set, outbox: [...before, ...outbox] }
}

async function compareAndSet(
  threads: Threads,
  { _id, head }: Thread,
  fence: number | undefined,
  update: object,
): Promise<Thread | null> {
  // What is on its way out is marked without a new head: no entry may slip in behind the mark.
  const filter = { _id, head, goes: null, ...(fence === undefined ? {} : { fence }) }
  // Past mongoose, whose casting every turn would pay for: what is set here was made by `append`, not by a stranger.
  return (await threads.collection.findOneAndUpdate(filter as never, update, {
    returnDocument: 'after',
    writeConcern: durable,
    ignoreUndefined: true,
  })) as Thread | null
}

/** The first commit of a thread; null when another was faster. */
async function insert(threads: Threads, thread: Thread): Promise<Thread | null> {
  try {
    await threads.collection.insertOne(thread as never, { writeConcern: durable })
    return thread
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

function toUpdate(before: Thread, { set, unset }: Appended, outbox: readonly OutboxEntry[]) {
  const replaces = before.outbox.length === 0
  return {
    $set: replaces ? { ...set, outbox } : set,
    ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1 as const])) } : {}),
    ...(replaces ? {} : { $push: { outbox: { $each: outbox } } }),
  }
}
