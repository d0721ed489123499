import { SignJWT } from 'jose'
import type { Connection } from 'mongoose'
import { z } from 'zod'
import { customersOn } from '../customers/customer.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { Sealer } from '../storage/sealing.ts'
import { accountPerson, channelAccountsOn } from '../widget/account.ts'
import { demoIsThere } from './door.ts'
import { demoAccount, demoShoppers } from './shoppers.ts'

/**
 * Stands in for the shop's own server, which would sign its customers' identities: only for the made-up shoppers of
 * the demo company, only while it is installed, never in production.
 */
export function demoRoutes({
  connection,
  sealer,
  production,
}: {
  connection: Connection
  sealer: Sealer
  production: boolean
}): Route[] {
  return [
    route({
      method: 'get',
      path: '/demo/identity/:shopper',
      access: 'public',
      params: z.object({ shopper: z.enum(demoShoppers.map((one) => one.id)) }),
      handle: async ({ params }) => {
        const installed = await demoIsThere(connection)
        const shopper = demoShoppers.find((one) => one.id === params.shopper)
        const customer = shopper
          ? await customersOn(connection).findOne({ email: shopper.email, demo: true }).lean()
          : null
        const account = await channelAccountsOn(connection).findById(demoAccount).lean()
        const key = account?.identityKeys[0]
        if (production || !installed || !customer?.email || !key) throw new AppError('not_found')
        const secret = Buffer.from(await sealer.open(accountPerson(demoAccount), key.secret), 'base64')
        const token = await new SignJWT({ name: customer.name ?? '', email: customer.email })
          .setProtectedHeader({ alg: 'HS256', kid: key.kid })
          .setSubject(params.shopper)
          .setAudience(demoAccount)
          .setExpirationTime('12h')
          .sign(secret)
        return { token, name: customer.name ?? '' }
      },
    }),
  ]
}
