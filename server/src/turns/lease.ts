import { newThread, type Thread, type Threads } from '../conversations/thread.ts'
import type { ThreadKey } from '../ingest/event.ts'
import type { StoreClock } from '../storage/clock.ts'
import { isDuplicateKey, relaxed } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'

export const LEASE_MS = 4000

export interface Lease {
  thread: Thread
  fence: number
  /** Stops the renewing. */
  stop(): void
}

/**
 * For a thread that does not get on: one worker at a time takes it up. Taking the lease raises the fence, so a worker
 * that slept past its lease finds its commits refused, and the distance to `settled` counts the tries.
 */
export function createLeases(deps: { threads: Threads; clock: StoreClock; worker: string }) {
  const { threads, clock, worker } = deps

  const renewing = (thread: Thread): Lease => {
    const { fence } = thread
    const timer = setInterval(() => {
      const renewal = threads.updateOne(
        { _id: thread._id, fence },
        [{ $set: { lease: { by: worker, until: { $add: ['$$NOW', LEASE_MS] } } } }],
        { updatePipeline: true, writeConcern: relaxed },
      )
      // A renewal that fails means an expiry at worst, and the fence covers that.
      renewal.catch(() => undefined)
    }, LEASE_MS / 3)
    timer.unref()
    return { thread, fence, stop: () => clearInterval(timer) }
  }

  return {
    /** The lease of a thread that exists; undefined when another worker holds it or there is no such thread. */
    async take(id: string): Promise<Lease | undefined> {
      const thread = await threads
        .findOneAndUpdate(
          ownFilter({
            _id: id,
            $or: [{ lease: { $exists: false } }, { $expr: { $lt: ['$lease.until', '$$NOW'] } }],
          }),
          [
            {
              $set: {
                fence: { $add: ['$fence', 1] },
                lease: { by: worker, until: { $add: ['$$NOW', LEASE_MS] } },
              },
            },
          ],
          { returnDocument: 'after', updatePipeline: true, writeConcern: relaxed },
        )
        .lean<Thread>()
      return thread ? renewing(thread) : undefined
    },

    /** Gives it back. `settled` when its events were, so that the next drain counts its tries from one. */
    async release(id: string, fence: number, settled: boolean): Promise<void> {
      await threads.updateOne(
        { _id: id, fence },
        { $unset: { lease: 1 }, ...(settled ? { $set: { settled: fence } } : {}) },
        { writeConcern: relaxed },
      )
    },

    /** Opens a thread for its first event, leased to this worker; undefined when another was faster. */
    async open(key: ThreadKey): Promise<Lease | undefined> {
      const now = new Date(clock.now())
      const thread: Thread = {
        ...newThread(key, now),
        lease: { by: worker, until: new Date(now.getTime() + LEASE_MS) },
        fence: 1,
      }
      try {
        await threads.collection.insertOne(thread as never, { writeConcern: relaxed })
      } catch (error) {
        if (isDuplicateKey(error)) return undefined
        throw error
      }
      return renewing(thread)
    },
  }
}
export type Leases = ReturnType<typeof createLeases>
