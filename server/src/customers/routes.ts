import { z } from 'zod'
import { CustomerProfile } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { readProfile } from './profile.ts'

type ReadProfile = (id: string) => ReturnType<typeof readProfile>

/** The profile beside the conversation. */
export function customerRoutes({ profile }: { profile: ReadProfile }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/customers/:id',
      access: 'customer.read',
      params: z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) }),
      answer: CustomerProfile,
      handle: async ({ params }) => {
        const found = await profile(params.id)
        if (!found) throw new AppError('not_found', { message: 'There is no such customer.' })
        return found
      },
    }),
  ]
}
