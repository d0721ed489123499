import { z } from 'zod'
import { OpenSession, WidgetConfig, WidgetSession } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { ChannelAccount, ChannelAccounts } from './account.ts'
import type { OpenSessionFor } from './open-session.ts'

/** The public side of the web channel: what the widget asks before it has a socket. */
export function widgetRoutes({
  accounts,
  openSession,
  company,
}: {
  accounts: ChannelAccounts
  openSession: OpenSessionFor
  company: () => string
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/widget/config/:account',
      access: 'public',
      params: z.object({ account: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
      answer: WidgetConfig,
      handle: async ({ params, res }) => {
        const account = await accounts.findById(params.account).lean<ChannelAccount>()
        if (!account) throw new AppError('unknown_account')
        res.setHeader('Cache-Control', 'public, max-age=60')
        const { _id, accent, languages, greeting, preChat } = account
        const { position = 'right', showCompany = true } = account
        // Accounts of before have none.
        const proactive = (account.proactive ?? []).filter(({ enabled }) => enabled)
        const look = { accent, languages, greeting, preChat, position, showCompany }
        return { account: _id, company: account.company ?? company(), ...look, proactive }
      },
    }),
    route({
      method: 'post',
      path: '/widget/session',
      access: 'public',
      limit: { name: 'widget-session', points: 600, seconds: 60 },
      body: OpenSession,
      answer: WidgetSession,
      handle: async ({ body, req, res }) => {
        res.setHeader('Cache-Control', 'no-store')
        return await openSession(body, req.headers)
      },
    }),
  ]
}
