import type { Response } from 'express'
import { z } from 'zod'
import type { SessionCookie } from '../agents/cookie.ts'
import type { Sessions } from '../agents/session.ts'
import {
  AcceptInvitation,
  ChangePassword,
  Entrance,
  Forgot,
  LinkOwner,
  LookAtLink,
  OwnSessions,
  ResetPassword,
  SessionInfo,
  type User,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { addressKey, type Limits } from '../http/limits.ts'
import { type Route, route } from '../http/route.ts'
import type { EntranceDesk } from './entrance.ts'

export interface EntranceRoutesDeps {
  entrance: EntranceDesk
  sessions: Sessions
  cookie: SessionCookie
  limits: Limits
  describe: (user: User) => Promise<SessionInfo>
  company: () => string
  mail: boolean
  /** Nobody has an account here yet. */
  setup: () => Promise<boolean>
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

const guessing = { name: 'links', points: 60, seconds: 600 }

/** For people without a session: what this place is, and the ways in that are not the password. */
export function entranceRoutes(deps: EntranceRoutesDeps): Route[] {
  const { entrance, cookie, limits, describe, company, mail, setup, audit } = deps
  const letIn = async (res: Response, begun: { user: User; token: string }): Promise<SessionInfo> => {
    res.append('Set-Cookie', cookie.set(begun.token))
    return await describe(begun.user)
  }
  return [
    route({
      method: 'get',
      path: '/api/entrance',
      access: 'public',
      answer: Entrance,
      handle: async () => ({ company: company(), mail, setup: await setup() }),
    }),
    route({
      method: 'post',
      path: '/api/links/look',
      access: 'public',
      limit: guessing,
      body: LookAtLink,
      answer: LinkOwner,
      handle: async ({ body }) => await entrance.look(body.token, body.kind),
    }),
    route({
      method: 'post',
      path: '/api/welcome',
      access: 'public',
      limit: guessing,
      body: AcceptInvitation,
      answer: SessionInfo,
      handle: async ({ body, req, res, ip }) => {
        const begun = await entrance.accept(body, { ip, userAgent: req.get('user-agent') })
        await audit({ actor: begun.user.id, action: 'person.join', target: begun.user.email, ip })
        return await letIn(res, begun)
      },
    }),
    route({
      method: 'post',
      path: '/api/forgot',
      access: 'public',
      limit: { name: 'forgot:ip', points: 20, seconds: 3600 },
      body: Forgot,
      handle: async ({ body, ip }) => {
        await limits.consume({ name: 'forgot:address', points: 5, seconds: 3600 }, body.email)
        entrance.forgot(body.email)
        await audit({ actor: 'unknown', action: 'password.forgot', target: body.email, ip })
      },
    }),
    route({
      method: 'post',
      path: '/api/reset',
      access: 'public',
      limit: guessing,
      body: ResetPassword,
      answer: SessionInfo,
      handle: async ({ body, req, res, ip }) => {
        const begun = await entrance.reset(body.token, body.password, {
          ip,
          userAgent: req.get('user-agent'),
        })
        await audit({ actor: begun.user.id, action: 'password.reset', target: begun.user.email, ip })
        return await letIn(res, begun)
      },
    }),
  ]
}

/** One's own password and sessions. */
export function ownAccountRoutes({
  entrance,
  sessions,
  limits,
  audit,
}: Pick<EntranceRoutesDeps, 'entrance' | 'sessions' | 'limits' | 'audit'>): Route[] {
  return [
    route({
      method: 'put',
      path: '/api/me/password',
      access: 'account.write',
      body: ChangePassword,
      handle: async ({ user, sessionId, body, ip }) => {
        // An unlocked screen must not become a place to guess at.
        await limits.consume(
          { name: 'own-password', points: 10, seconds: 600 },
          `${user.id}|${addressKey(ip)}`,
        )
        await entrance.change(user, sessionId, body)
        await audit({ actor: user.id, action: 'password.change', target: user.email, ip })
      },
    }),
    route({
      method: 'get',
      path: '/api/me/sessions',
      access: 'session.read',
      answer: OwnSessions,
      handle: async ({ user, sessionId }) => ({
        sessions: (await sessions.list(user.id)).map(({ _id, ip, userAgent, createdAt, lastSeenAt }) => ({
          id: _id,
          current: _id === sessionId,
          ...(ip ? { ip } : {}),
          ...(userAgent ? { userAgent } : {}),
          createdAt: createdAt.getTime(),
          lastSeenAt: lastSeenAt.getTime(),
        })),
      }),
    }),
    route({
      method: 'delete',
      path: '/api/me/sessions/:id',
      access: 'session.end',
      params: z.object({ id: z.string().regex(/^[\w-]{43}$/) }),
      handle: async ({ user, params, ip }) => {
        if (!(await sessions.endOwn(user.id, params.id))) throw new AppError('not_found')
        await audit({ actor: user.id, action: 'session.end_other', target: user.email, ip })
      },
    }),
    route({
      method: 'delete',
      path: '/api/me/sessions',
      access: 'session.end',
      handle: async ({ user, sessionId, ip }) => {
        await sessions.endAll(user.id, sessionId)
        await audit({ actor: user.id, action: 'session.end_others', target: user.email, ip })
      },
    }),
  ]
}
