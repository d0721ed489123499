import { SessionInfo, SignIn, type User } from '../contract/accounts.ts'
import { type Route, route } from '../http/route.ts'
import type { SessionCookie } from './cookie.ts'
import type { Sessions } from './session.ts'
import type { Accounts } from './sign-in.ts'

export interface SessionRoutesDeps {
  accounts: Accounts
  sessions: Sessions
  cookie: SessionCookie
  /** What the console learns of whoever signed in. */
  describe: (user: User) => SessionInfo | Promise<SessionInfo>
}

/** Signing in, who am I, signing out. */
export function sessionRoutes({ accounts, sessions, cookie, describe }: SessionRoutesDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/session',
      access: 'public',
      limit: { name: 'sign-in', points: 60, seconds: 60 },
      body: SignIn,
      answer: SessionInfo,
      handle: async ({ body, req, res, ip }) => {
        const { user, token } = await accounts.signIn(body, { ip, userAgent: req.get('user-agent') })
        // Whatever session the browser had before ends: a token never survives a sign-in.
        const former = cookie.read(req.get('cookie'))
        const old = former ? await sessions.find(former) : undefined
        if (old) await sessions.end(old.sessionId)
        res.append('Set-Cookie', cookie.set(token))
        return describe(user)
      },
    }),
    route({
      method: 'get',
      path: '/api/session',
      access: 'session.read',
      answer: SessionInfo,
      handle: ({ user }) => describe(user),
    }),
    route({
      method: 'delete',
      path: '/api/session',
      access: 'session.end',
      handle: async ({ user, sessionId, req, res, ip }) => {
        await accounts.signOut({ user, sessionId }, { ip, userAgent: req.get('user-agent') })
        res.append('Set-Cookie', cookie.clear())
      },
    }),
  ]
}
