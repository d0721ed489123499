import type { Model } from 'mongoose'
import { can } from '../agents/permissions.ts'
import type { UserRecord } from '../agents/user.ts'
import type { Mentionable } from '../contract/index.ts'
import { subjectOf } from '../conversations/subject.ts'
import type { Thread } from '../conversations/thread.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { ownFilter } from '../storage/own-filter.ts'

/** Everybody who works here, and whether they may read this conversation: only those can be mentioned in it. */
export function createMentionable(deps: { users: Model<UserRecord>; book: Pick<PresenceBook, 'get'> }) {
  const { users, book } = deps
  return async (thread: Thread): Promise<Mentionable[]> => {
    const people = await users
      .find(ownFilter({ disabledAt: { $exists: false } }))
      .sort({ name: 1 })
      .lean<UserRecord[]>()
    const known = await book.get(people.map(({ _id }) => _id))
    return people.map(({ _id: id, name, role, queues }) => ({
      id,
      name,
      role,
      presence: known.get(id) ?? 'offline',
      allowed: can({ id, role, queues }, 'thread.read', subjectOf(thread)),
    }))
  }
}
