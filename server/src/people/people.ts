import type { Model } from 'mongoose'
import { can } from '../agents/permissions.ts'
import type { Sessions } from '../agents/session.ts'
import { toUser, type UserRecord } from '../agents/user.ts'
import type { EditPerson, PeoplePage, PeopleQuery, Person, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import type { Settings } from '../settings/settings.ts'
import { storeDate } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { AdminLock } from './admin-lock.ts'
import { checkRights } from './check-rights.ts'
import type { PutBack } from './put-back.ts'

const PAGE = 100

export interface PeopleDeps {
  users: Model<UserRecord>
  sessions: Sessions
  book: Pick<PresenceBook, 'get' | 'leave'>
  settings: Pick<Settings, 'get'>
  lock: AdminLock
  putBack: PutBack
}

/** Who works here, and what each of them may do. */
export function createPeople({ users, sessions, book, settings, lock, putBack }: PeopleDeps) {
  const find = async (id: string): Promise<UserRecord> => {
    const found = await users.findById(id).lean<UserRecord>()
    if (!found) throw new AppError('not_found', { message: 'There is no such person.' })
    return found
  }
  const shown = async (records: readonly UserRecord[]): Promise<Person[]> => {
    const presence = await book.get(records.map(({ _id }) => _id))
    return records.map((one) => toPerson(one, presence.get(one._id) ?? 'offline'))
  }
  const show = async (id: string): Promise<Person> => {
    const [person] = await shown([await find(id)])
    if (!person) throw new AppError('not_found')
    return person
  }

  /**
   * Rights are changed one after another. Whoever changes them is still an admin then, and cannot take their own
   * right away: so there is always one left.
   */
  const change = async (by: User, id: string, takesAway: boolean, set: object): Promise<UserRecord> =>
    await lock(async () => {
      const actor = await users.findById(by.id).lean<UserRecord>()
      if (!actor || actor.disabledAt || !can(toUser(actor), 'people.write')) throw new AppError('forbidden')
      if (takesAway && by.id === id) throw new AppError('own_right')
      await find(id)
      await users.updateOne({ _id: id }, set)
      return await find(id)
    })

  return {
    find,
    async list(query: PeopleQuery): Promise<PeoplePage> {
      const records = await users
        .find(filterOf(query))
        .sort({ name: 1, _id: 1 })
        .limit(PAGE + 1)
        .lean<UserRecord[]>()
      const page = records.slice(0, PAGE)
      const last = records.length > PAGE ? page.at(-1) : undefined
      return { people: await shown(page), ...(last ? { next: cursorOf(last) } : {}) }
    },

    /** @throws AppError `not_found` | `own_right` | `invalid_request` */
    async edit(by: User, id: string, wish: EditPerson): Promise<Person> {
      checkRights(settings, wish)
      const { team, ...rest } = wish
      const set = { ...rest, ...(team ? { team } : {}) }
      const takesAway = wish.role !== undefined && wish.role !== 'admin'
      await change(by, id, takesAway, {
        ...(Object.keys(set).length > 0 ? { $set: set } : {}),
        ...(team === null ? { $unset: { team: 1 } } : {}),
      })
      sessions.changed(id)
      const user = await find(id)
      // With another role they may not answer any more: nobody waits for them.
      if (wish.role !== undefined && !can(toUser(user), 'thread.reply')) await putBack(user)
      return await show(id)
    },

    /** Their sessions end at once, what they had in hand goes back to its queue, their name stays in the history. */
    async disable(by: User, id: string): Promise<Person> {
      const user = await change(by, id, true, { $set: { disabledAt: storeDate(users.db) } })
      await sessions.endAll(id)
      await book.leave(id)
      await putBack(user)
      return await show(id)
    },

    async enable(by: User, id: string): Promise<Person> {
      await change(by, id, false, { $unset: { disabledAt: 1 } })
      return await show(id)
    },
  }
}
export type People = ReturnType<typeof createPeople>

function filterOf({ q, role, team, state, cursor }: PeopleQuery): Record<string, unknown> {
  const after = cursor ? readCursor(cursor) : undefined
  const pattern = q ? { $regex: q.replace(/[^\p{L}\p{N}]/gu, '\\$&'), $options: 'i' } : undefined
  const all = [
    ...(after ? [{ $or: [{ name: { $gt: after[0] } }, { name: after[0], _id: { $gt: after[1] } }] }] : []),
    ...(pattern ? [{ $or: [{ name: pattern }, { email: pattern }] }] : []),
  ]
  return ownFilter({
    ...(role ? { role } : {}),
    ...(team ? { team: team === 'none' ? { $exists: false } : team } : {}),
    ...(state ? { disabledAt: { $exists: state === 'disabled' } } : {}),
    ...(all.length > 0 ? { $and: all } : {}),
  })
}

function cursorOf({ name, _id }: UserRecord): string {
  return Buffer.from(JSON.stringify([name, _id])).toString('base64url')
}

function readCursor(cursor: string): [string, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [name, id] = parsed
      if (typeof name === 'string' && typeof id === 'string') return [name, id]
    }
  } catch {
    // Said below.
  }
  throw new AppError('invalid_request', {
    details: { fields: [{ field: 'query.cursor', problem: 'is not ours' }] },
  })
}

function toPerson(record: UserRecord, presence: Person['presence']): Person {
  const {
    _id: id,
    email,
    name,
    role,
    team,
    queues,
    languages,
    capacity,
    slots,
    lastSeenAt,
    disabledAt,
    demo,
  } = record
  return {
    id,
    email,
    name,
    role,
    ...(team ? { team } : {}),
    queues,
    languages,
    capacity,
    presence: disabledAt ? 'offline' : presence,
    load: slots.length,
    ...(lastSeenAt ? { lastSeenAt: lastSeenAt.getTime() } : {}),
    state: disabledAt ? 'disabled' : 'active',
    demo,
  }
}
