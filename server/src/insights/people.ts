import type { Model } from 'mongoose'
import type { UserRecord } from '../agents/user.ts'
import type { TeamSettings } from '../contract/index.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Teams } from './filter.ts'

const MEMORY_MS = 1000

export interface Person {
  id: string
  name: string
  role: UserRecord['role']
  queues: string[]
  team?: string | undefined
  capacity: number
  presence: 'online' | 'away' | 'offline'
}

export interface People extends Teams {
  /** Whoever may have conversations, away or not. */
  staff: readonly Person[]
  /** Ids of a team's members. */
  members: (team: string) => string[]
  /** Queues whose conversations a team is asked for while nobody has them. */
  queuesOf: (team: string) => readonly string[]
}

/** Who works here and who is there, read at most once a second. People who left still belong to their team. */
export function createPeopleReader(deps: {
  users: Model<UserRecord>
  presence: Pick<PresenceBook, 'get'>
  teams: () => TeamSettings['teams']
}): () => Promise<People> {
  let known: { at: number; people: Promise<People> } | undefined
  const read = async (): Promise<People> => {
    const fields = { name: 1, role: 1, queues: 1, team: 1, capacity: 1, disabledAt: 1 }
    const users = await deps.users
      .find(ownFilter({ role: { $in: ['agent', 'supervisor', 'admin'] } }), fields)
      .lean<(UserRecord & { team?: string })[]>()
    const here = await deps.presence.get(users.map(({ _id }) => _id))
    const teamOf = new Map(users.map(({ _id, team }) => [_id, team]))
    return {
      staff: users
        .filter(({ disabledAt }) => !disabledAt)
        .map(({ _id: id, name, role, queues, team, capacity }) => {
          const presence = here.get(id) ?? 'offline'
          return { id, name, role, queues, team, capacity, presence }
        }),
      ofAgent: (agent) => (agent === undefined ? undefined : teamOf.get(agent)),
      members: (team) => users.filter((user) => user.team === team).map(({ _id }) => _id),
      queuesOf: (team) => deps.teams().find(({ id }) => id === team)?.queues ?? [],
    }
  }
  return async () => {
    const now = performance.now()
    if (known && now - known.at < MEMORY_MS) return await known.people
    const people = read()
    known = { at: now, people }
    people.catch(() => {
      known = undefined
    })
    return await people
  }
}
