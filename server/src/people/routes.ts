import { z } from 'zod'
import {
  EditPerson,
  InvitationList,
  InvitationQuery,
  Invite,
  InviteReport,
  MadeLink,
  PeoplePage,
  PeopleQuery,
  Person,
  RoleTable,
} from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { Settings } from '../settings/settings.ts'
import { checkRights } from './check-rights.ts'
import type { EntranceDesk } from './entrance.ts'
import type { InvitePeople } from './invite.ts'
import type { People } from './people.ts'
import { roleTable } from './role-table.ts'

const Id = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) })

export interface PeopleRoutesDeps {
  people: People
  invite: InvitePeople
  entrance: EntranceDesk
  settings: Pick<Settings, 'get'>
  mail: boolean
  /** Writes down who changed what. */
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

/** People and invitations, as administrators see and change them. */
export function peopleRoutes(deps: PeopleRoutesDeps): Route[] {
  return [...personRoutes(deps), ...invitationRoutes(deps)]
}

function personRoutes({ people, entrance, audit }: PeopleRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/roles',
      access: 'people.read',
      answer: RoleTable,
      handle: () => roleTable(),
    }),
    route({
      method: 'get',
      path: '/api/people',
      access: 'people.read',
      query: PeopleQuery,
      answer: PeoplePage,
      handle: async ({ query }) => await people.list(query),
    }),
    route({
      method: 'patch',
      path: '/api/people/:id',
      access: 'people.write',
      params: Id,
      body: EditPerson,
      answer: Person,
      handle: async ({ user, params: { id }, body, ip }) => {
        const person = await people.edit(user, id, body)
        await audit({
          actor: user.id,
          action: 'person.change',
          target: `${id}:${Object.keys(body).join(',')}`,
          ip,
        })
        return person
      },
    }),
    route({
      method: 'post',
      path: '/api/people/:id/password-link',
      access: 'people.write',
      params: Id,
      answer: MadeLink,
      handle: async ({ user, params: { id }, ip }) => {
        const link = await entrance.resetFor(await people.find(id))
        await audit({ actor: user.id, action: 'person.password_link', target: id, ip })
        return link ? { link } : {}
      },
    }),
    route({
      method: 'post',
      path: '/api/people/:id/:step',
      access: 'people.write',
      params: Id.extend({ step: z.enum(['disable', 'enable']) }),
      answer: Person,
      handle: async ({ user, params: { id, step }, ip }) => {
        const person = await people[step](user, id)
        await audit({ actor: user.id, action: `person.${step}`, target: id, ip })
        return person
      },
    }),
  ]
}

function invitationRoutes({ invite, settings, mail, audit }: PeopleRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/people/invitations',
      access: 'people.read',
      query: InvitationQuery,
      answer: InvitationList,
      handle: async ({ query }) => ({ ...(await invite.list(query.cursor)), mail }),
    }),
    route({
      method: 'post',
      path: '/api/people/invitations',
      access: 'people.write',
      body: Invite,
      answer: InviteReport,
      handle: async ({ user, body, ip }) => {
        checkRights(settings, body.rights)
        const results = await invite.invite(body, user)
        const invited = results.filter(({ outcome }) => outcome === 'invited').map(({ email }) => email)
        for (const email of invited)
          await audit({ actor: user.id, action: 'person.invite', target: email, ip })
        return { results }
      },
    }),
    route({
      method: 'post',
      path: '/api/people/invitations/:id/again',
      access: 'people.write',
      params: Id,
      answer: MadeLink,
      handle: async ({ user, params: { id }, ip }) => {
        const link = await invite.again(id, user)
        await audit({ actor: user.id, action: 'person.invite_again', target: id, ip })
        return link ? { link } : {}
      },
    }),
    route({
      method: 'delete',
      path: '/api/people/invitations/:id',
      access: 'people.write',
      params: Id,
      handle: async ({ user, params: { id }, ip }) => {
        const email = await invite.withdraw(id)
        if (email) await audit({ actor: user.id, action: 'person.withdraw', target: email, ip })
      },
    }),
  ]
}
