import type { Model } from 'mongoose'
import { z } from 'zod'
import type { UserRecord } from '../agents/user.ts'
import { Colleague, Desk, SetPresence } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { PresenceBook } from '../realtime/presence.ts'
import { ownFilter } from '../storage/own-filter.ts'

export interface DeskRoutesDeps {
  users: Model<UserRecord>
  book: PresenceBook
  readDesk: (person: string) => Promise<Desk>
}

/** What the console knows of the company, who else is at the desk, and whether I am. */
export function deskRoutes({ users, book, readDesk }: DeskRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/desk',
      access: 'desk.read',
      answer: Desk,
      handle: async ({ user }) => await readDesk(user.id),
    }),
    route({
      method: 'get',
      path: '/api/agents',
      access: 'agents.read',
      answer: z.object({ agents: z.array(Colleague) }),
      handle: async () => {
        const people = await users
          .find(
            ownFilter({ disabledAt: { $exists: false }, role: { $in: ['agent', 'supervisor', 'admin'] } }),
          )
          .lean()
        const known = await book.get(people.map((person) => person._id))
        const agents = people.map((person) => ({
          id: person._id,
          name: person.name,
          role: person.role,
          queues: person.queues,
          presence: known.get(person._id) ?? ('offline' as const),
          load: person.slots.length,
          capacity: person.capacity,
        }))
        return { agents }
      },
    }),
    route({
      method: 'put',
      path: '/api/me/presence',
      access: 'presence.set',
      body: SetPresence,
      answer: SetPresence,
      handle: async ({ user, body }) => {
        await users.updateOne({ _id: user.id }, { $set: { presence: body.presence } })
        await book.set(user.id, body.presence)
        return body
      },
    }),
  ]
}
