import type { SessionCookie } from '../agents/cookie.ts'
import type { Sessions } from '../agents/session.ts'
import { toUser } from '../agents/user.ts'
import {
  LookAtSetup,
  MadeWidget,
  SaveSetupCompany,
  SessionInfo,
  SetupAdmin,
  SetupState,
  SetupWidget,
  type User,
} from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { FirstWidget } from './first-widget.ts'
import type { Setup } from './setup.ts'

export interface SetupRoutesDeps {
  setup: Setup
  widget: FirstWidget
  sessions: Sessions
  cookie: SessionCookie
  describe: (user: User) => Promise<SessionInfo>
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

const guessing = { name: 'setup', points: 60, seconds: 600 }

/** The wizard of a new install: public up to the first account, which the printed token allows to make. */
export function setupRoutes({ setup, widget, sessions, cookie, describe, audit }: SetupRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/setup/look',
      access: 'public',
      limit: guessing,
      body: LookAtSetup,
      answer: SetupState,
      handle: async ({ body }) => await setup.look(body.token),
    }),
    route({
      method: 'put',
      path: '/api/setup/company',
      access: 'public',
      limit: guessing,
      body: SaveSetupCompany,
      handle: async ({ body }) => await setup.saveCompany(body.token, body.company),
    }),
    route({
      method: 'post',
      path: '/api/setup/admin',
      access: 'public',
      limit: guessing,
      body: SetupAdmin,
      answer: SessionInfo,
      handle: async ({ body, req, res, ip }) => {
        const user = toUser(await setup.decide(body))
        await audit({ actor: user.id, action: 'install.set_up', target: user.email, ip })
        const userAgent = req.get('user-agent')
        const { token } = await sessions.start({ user: user.id, ip, ...(userAgent ? { userAgent } : {}) })
        res.append('Set-Cookie', cookie.set(token))
        return await describe(user)
      },
    }),
    route({
      method: 'get',
      path: '/api/setup/widget',
      access: 'settings.write',
      answer: MadeWidget,
      handle: async () => await widget.read(),
    }),
    route({
      method: 'put',
      path: '/api/setup/widget',
      access: 'settings.write',
      body: SetupWidget,
      answer: MadeWidget,
      handle: async ({ user, body, ip }) => {
        const made = await widget.save(body)
        await audit({ actor: user.id, action: 'widget.set_up', target: made.account, ip })
        return made
      },
    }),
    route({
      method: 'post',
      path: '/api/setup/end',
      access: 'settings.write',
      handle: async () => await setup.widgetDone(),
    }),
  ]
}
