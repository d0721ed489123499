import { z } from 'zod'
import { AccountId, NewKey, SaveWidgetAccount, WidgetAccount, WidgetAccounts } from '../contract/index.ts'
import { type Route, route } from '../http/route.ts'
import type { WidgetAccountsOf } from './accounts.ts'

interface AccountRoutesDeps {
  accounts: WidgetAccountsOf
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

/** The company's widgets: look, sites and signing keys. */
export function widgetAccountRoutes({ accounts, audit }: AccountRoutesDeps): Route[] {
  const path = '/api/widget-accounts/:id'
  const params = z.object({ id: AccountId })
  return [
    route({
      method: 'get',
      path: '/api/widget-accounts',
      access: 'settings.write',
      answer: WidgetAccounts,
      handle: async () => ({ accounts: await accounts.list() }),
    }),
    route({
      method: 'put',
      path,
      access: 'settings.write',
      params,
      body: SaveWidgetAccount,
      answer: WidgetAccount,
      handle: async ({ user, params: { id }, body, ip }) => {
        const saved = await accounts.save(id, body.version, body.look)
        await audit({ actor: user.id, action: 'widget.change', target: `${id}@${saved.version}`, ip })
        return saved
      },
    }),
    route({
      method: 'post',
      path: `${path}/keys`,
      access: 'settings.write',
      params,
      answer: NewKey,
      handle: async ({ user, params: { id }, res, ip }) => {
        res.setHeader('Cache-Control', 'no-store')
        const made = await accounts.addKey(id)
        await audit({ actor: user.id, action: 'widget.key.add', target: `${id}/${made.kid}`, ip })
        return made
      },
    }),
    route({
      method: 'delete',
      path: `${path}/keys/:kid`,
      access: 'settings.write',
      params: z.object({ id: AccountId, kid: z.string().max(40) }),
      answer: WidgetAccount,
      handle: async ({ user, params: { id, kid }, ip }) => {
        const account = await accounts.removeKey(id, kid)
        await audit({ actor: user.id, action: 'widget.key.remove', target: `${id}/${kid}`, ip })
        return account
      },
    }),
  ]
}
