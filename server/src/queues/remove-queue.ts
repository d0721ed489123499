import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import type { StoredSettings } from '../contract/index.ts'
import type { Commit } from '../conversations/commit.ts'
import { toFallback } from '../conversations/offering.ts'
import type { Projection } from '../conversations/project.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { AppError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'

const BATCH = 50

export interface RemoveQueueDeps {
  settings: Pick<Settings, 'read' | 'put'>
  users: Model<UserRecord>
  threads: Threads
  commit: Commit
  projection: Pick<Projection, 'project'>
}

/**
 * Removes a queue; its conversations, its people and its intents go to another. The setting goes first and names the
 * heir in the same write: whatever still comes in, or is left behind by a death in the middle, routing gives to it.
 * @throws AppError `changed_meanwhile`, `not_found` for a queue that is not there, `invalid_request` for `general`
 */
export async function removeQueue(
  deps: RemoveQueueDeps,
  { queue, to, version, by }: { queue: string; to: string; version: number; by: string },
): Promise<StoredSettings<'queues'>> {
  const { settings, users } = deps
  const { value } = await settings.read('queues')
  if (![queue, to].every((wanted) => value.queues.some(({ id }) => id === wanted)))
    throw new AppError('not_found')
  if (queue === to) throw new AppError('invalid_request', { message: 'A queue cannot take its own place.' })
  const stored = await settings.put('queues', {
    version,
    value: {
      queues: value.queues.filter(({ id }) => id !== queue),
      heirs: { ...value.heirs, [queue]: to },
    },
    by,
  })
  const bot = await settings.read('bot')
  const intents = Object.entries(bot.value.queueOfIntent)
  if (intents.some(([, taker]) => taker === queue)) {
    const queueOfIntent = Object.fromEntries(
      intents.map(([intent, taker]) => [intent, taker === queue ? to : taker]),
    )
    await settings.put('bot', { version: bot.version, value: { ...bot.value, queueOfIntent }, by })
  }
  for (const user of await users.find({ queues: queue }, { queues: 1 }).lean()) {
    const queues = [...new Set(user.queues.map((each) => (each === queue ? to : each)))]
    await users.updateOne({ _id: user._id }, { $set: { queues } })
  }
  await moveWaiting(deps, queue, to)
  return stored
}

async function moveWaiting(
  { threads, commit, projection }: RemoveQueueDeps,
  from: string,
  to: string,
): Promise<void> {
  const seen = new Set<string>()
  for (;;) {
    const waiting = await threads
      .find({ control: 'requested', status: 'open', queue: from }, { _id: 1 })
      .limit(BATCH)
      .lean<Pick<Thread, '_id'>[]>()
    // An offered one stays until the offer is answered or has passed: then routing moves it.
    const fresh = waiting.filter(({ _id }) => !seen.has(_id))
    if (fresh.length === 0) return
    for (const { _id } of fresh) {
      seen.add(_id)
      const { thread, entries } = await commit(_id, (current, now) =>
        current.queue === from ? toFallback(current, to, now) : undefined,
      )
      if (entries.length > 0) await projection.project(thread)
    }
  }
}
