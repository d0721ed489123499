import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import { type QueueLoad, QueueSettings, type StoredSettings } from '../contract/index.ts'
import type { Threads } from '../conversations/thread.ts'
import { AppError } from '../errors.ts'
import { ownFilter } from '../storage/own-filter.ts'

const CAP = 1000

export interface QueueLoadDeps {
  users: Model<UserRecord>
  threads: Threads
  online: (agents: readonly string[]) => Promise<ReadonlySet<string>>
}

type ServingUser = Pick<UserRecord, '_id' | 'name' | 'queues'>

/** What each of the queues carries at this moment; waiting conversations are counted up to 1000. */
export async function loadOfQueues(
  { users, threads, online }: QueueLoadDeps,
  queues: readonly string[],
): Promise<QueueLoad[]> {
  const serving = await users
    .find(ownFilter({ role: { $in: ['agent', 'supervisor'] }, disabledAt: { $exists: false } }), {
      name: 1,
      queues: 1,
    })
    .lean<ServingUser[]>()
  const here = await online(serving.map(({ _id }) => _id))
  return await Promise.all(
    queues.map(async (queue) => {
      const own = serving.filter((user) => user.queues.includes(queue))
      return {
        queue,
        waiting: await threads
          .countDocuments(ownFilter({ control: 'requested', status: 'open', queue }))
          .limit(CAP),
        online: own.filter(({ _id }) => here.has(_id)).length,
        agents: own.length,
        only: own.filter((user) => user.queues.length === 1).map(({ name }) => name),
      }
    }),
  )
}

/** @throws AppError `queue_in_use` naming the first queue that has conversations waiting, or people with no other */
function assertFree(loads: readonly QueueLoad[]): void {
  const busy = loads.find(({ waiting, only }) => waiting > 0 || only.length > 0)
  if (busy) throw new AppError('queue_in_use', { details: { ...busy } })
}

/**
 * Before the queues are replaced: none that is left out may have somebody in it. What is no list of queues is left to
 * the settings to refuse.
 * @throws AppError `queue_in_use`
 */
export async function assertQueuesMayGo(
  deps: QueueLoadDeps,
  before: StoredSettings<'queues'>,
  value: unknown,
): Promise<void> {
  const next = QueueSettings.safeParse(value)
  if (!next.success) return
  const kept = new Set(next.data.queues.map(({ id }) => id))
  const gone = before.value.queues.map(({ id }) => id).filter((id) => !kept.has(id))
  if (gone.length > 0) assertFree(await loadOfQueues(deps, gone))
}
