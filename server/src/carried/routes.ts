import { z } from 'zod'
import { MergeTags, UseCounts } from '../contract/index.ts'
import type { Customers } from '../customers/customer.ts'
import { type Route, route } from '../http/route.ts'
import type { Settings } from '../settings/settings.ts'
import { fieldUse, mergeTags, tagUse } from './carried.ts'

interface CarriedRoutesDeps {
  customers: Customers
  settings: Settings
  audit: (event: { actor: string; action: string; target: string; ip: string }) => Promise<void>
}

/** What customers carry of the company's tags and fields, and two tags made one. */
export function carriedRoutes({ customers, settings, audit }: CarriedRoutesDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/tags/use',
      access: 'settings.read',
      answer: UseCounts,
      handle: async () => ({
        counts: await tagUse(
          customers,
          settings.get('tags').tags.map(({ id }) => id),
        ),
      }),
    }),
    route({
      method: 'post',
      path: '/api/tags/merge',
      access: 'tags.write',
      body: MergeTags,
      answer: z.object({
        version: z.number(),
        value: z.unknown(),
        by: z.string().optional(),
        at: z.number().optional(),
      }),
      handle: async ({ user, body, ip }) => {
        const stored = await mergeTags({ customers, settings }, { ...body, by: user.id })
        await audit({ actor: user.id, action: 'tags.merge', target: `${body.from}→${body.to}`, ip })
        return stored
      },
    }),
    route({
      method: 'get',
      path: '/api/fields/use',
      access: 'settings.read',
      answer: UseCounts,
      handle: async () => ({
        counts: await fieldUse(
          customers,
          settings.get('fields').fields.map(({ id }) => id),
        ),
      }),
    }),
  ]
}
