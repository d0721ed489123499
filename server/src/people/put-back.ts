import type { Model } from 'mongoose'
import { can } from '../agents/permissions.ts'
import type { UserRecord } from '../agents/user.ts'
import { Role } from '../contract/index.ts'
import type { Commit } from '../conversations/commit.ts'
import { putBack } from '../conversations/ownership.ts'
import type { Projection } from '../conversations/project.ts'
import { createSayFirst } from '../conversations/say-first.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { AppError } from '../errors.ts'
import { every } from '../every.ts'
import type { Held } from '../ingest/held.ts'
import type { Logger } from '../log.ts'
import type { Slots } from '../routing/slots.ts'
import { ownFilter } from '../storage/own-filter.ts'

const LOOK_MS = 1000
const AT_ONCE = 100

export interface PutBackDeps {
  users: Model<UserRecord>
  threads: Threads
  slots: Slots
  commit: Commit
  projection: Projection
  held: Held
}

/** Part of a filter: who may not answer customers, be it that they are disabled, be it by their role. */
const cannotWork = () => {
  const roles = Role.options.filter((role) => !can({ id: '', role, queues: [] }, 'thread.reply'))
  return { $or: [{ disabledAt: { $exists: true } }, { role: { $in: roles } }] }
}

/** What somebody who cannot work any more had in hand, or was being offered, goes back to its queue. */
export function createPutBack({ users, threads, slots, commit, projection, held: kept }: PutBackDeps) {
  const sayFirst = createSayFirst(kept)
  return async (user: Pick<UserRecord, '_id' | 'name'>): Promise<number> => {
    const who = { id: user._id, name: user.name }
    let count = 0
    for (;;) {
      const held = await threads
        .find(
          ownFilter({
            $or: [
              { 'agent.id': user._id, control: 'agent', status: { $ne: 'closed' } },
              { 'offer.agent': user._id },
            ],
          }),
          { _id: 1 },
        )
        .limit(AT_ONCE)
        .lean<Pick<Thread, '_id'>[]>()
      if (held.length === 0) break
      for (const { _id } of held) {
        // What they had sent is still theirs to say. Without a worker it is refused later, and stays in their draft.
        await sayFirst(user._id, _id).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error
        })
        const { thread } = await commit(_id, (current, now) => putBack(current, who, now))
        await projection.project(thread)
        await slots.release(user._id, _id)
        count++
      }
    }
    // What is left are slots of conversations that somebody else has by now.
    await users.updateOne(ownFilter({ _id: user._id, ...cannotWork() }), { $set: { slots: [] } })
    return count
  }
}
export type PutBack = ReturnType<typeof createPutBack>

/** Finds what a death between taking a right away and putting back has left, and what was assigned in that moment. */
export function startPutBack(deps: PutBackDeps & { log: Logger }): { stop: () => Promise<void> } {
  const putBackOf = createPutBack(deps)
  return every(
    LOOK_MS,
    async () => {
      const left = await deps.users
        .find(ownFilter({ 'slots.0': { $exists: true }, ...cannotWork() }), { name: 1 })
        .limit(AT_ONCE)
        .lean<Pick<UserRecord, '_id' | 'name'>[]>()
      for (const user of left) await putBackOf(user)
    },
    (err) => deps.log.warn({ event: 'put_back.failed', err }),
  )
}
