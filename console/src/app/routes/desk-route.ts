import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { ApiError } from '../../lib/api-error.ts'
import { rememberCompany } from '../../lib/company.ts'
import { sessionQuery } from '../../lib/session.ts'
import { BrokenPage, NotFoundPage } from '../dead-ends.tsx'
import { Desk } from '../desk.tsx'

export interface RouterContext {
  queryClient: QueryClient
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
})

/** Everything behind the sign-in; the areas hang on it. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.queryClient.ensureQueryData(sessionQuery)
      rememberCompany(session.company)
      return { session }
    } catch (error) {
      rememberCompany(error)
      if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error
      // Nobody has an account here yet.
      if (error.details['setup'] === true) throw redirect({ to: '/setup' })
      const back = location.href === '/' ? {} : { return: location.href }
      throw redirect({ to: '/sign-in', search: back })
    }
  },
  component: Desk,
})
