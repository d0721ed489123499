import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ApiError } from '../lib/api-error.ts'
import { rememberCompany } from '../lib/company.ts'
import { sessionQuery } from '../lib/session.ts'
import { isView } from '../lib/views.ts'
import { BrokenPage, NotFoundPage } from './dead-ends.tsx'
import { Desk } from './desk.tsx'
import { InboxPage } from './inbox-page.tsx'
import { SignInRoute } from './sign-in-route.tsx'

export interface RouterContext {
  queryClient: QueryClient
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
})

export interface SignInSearch {
  return?: string
  ended?: boolean
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(typeof search['return'] === 'string' ? { return: search['return'] } : {}),
    ...(search['ended'] === true ? { ended: true } : {}),
  }),
  beforeLoad: async ({ context, search }) => {
    // Sent here by a refusal: the question was just answered.
    if (context.queryClient.getQueryState(sessionQuery.queryKey)?.status === 'error') return
    const session = await context.queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
      rememberCompany(error)
      return undefined
    })
    if (session && search.ended !== true) throw redirect({ to: '/' })
  },
  component: SignInRoute,
})

const deskRoute = createRoute({
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
      const back = location.href === '/' ? {} : { return: location.href }
      throw redirect({ to: '/sign-in', search: back })
    }
  },
  component: Desk,
})

const homeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view/{-$threadId}', params: { view: 'waiting' }, replace: true })
  },
})

const inboxHomeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/inbox',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view/{-$threadId}', params: { view: 'waiting' }, replace: true })
  },
})

const inboxRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/inbox/$view/{-$threadId}',
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) {
      throw redirect({ to: '/inbox/$view/{-$threadId}', params: { view: 'waiting' }, replace: true })
    }
  },
  component: InboxPage,
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  deskRoute.addChildren([homeRoute, inboxHomeRoute, inboxRoute]),
])

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: false })
}
