import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { rememberCompany } from '../lib/company.ts'
import { sessionQuery } from '../lib/session.ts'
import { isView, readPlace, readSearch } from '../lib/views.ts'
import { InboxPage } from './inbox-page.tsx'
import { around, lazyPage, PageToCome } from './lazy-page.tsx'
import { SignInPage } from './lazy-parts.ts'
import { adminRoutes } from './routes/admin-routes.tsx'
import { customerRoutes } from './routes/customer-routes.ts'
import { deskRoute, rootRoute } from './routes/desk-route.ts'
import { entranceRoutes } from './routes/entrance-routes.tsx'
import { knowledgeRoutes } from './routes/knowledge-routes.ts'
import { meRoutes } from './routes/me-routes.tsx'
import { supervisorRoutes } from './routes/supervisor-routes.tsx'
import { trainerRoutes } from './routes/trainer-routes.ts'
import { SignInRoute } from './sign-in-route.tsx'

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
  component: around(SignInPage, SignInRoute),
})

const homeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    if (context.session.setup === 'widget') throw redirect({ to: '/setup' })
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
  validateSearch: readSearch,
  beforeLoad: ({ params }) => {
    if (!isView(params.view)) {
      throw redirect({ to: '/inbox/$view/{-$threadId}', params: { view: 'waiting' }, replace: true })
    }
  },
  component: InboxPage,
})

const mentionsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/inbox/mentions/{-$threadId}',
  validateSearch: (search: Record<string, unknown>): { at?: number } => {
    const { at } = readPlace(search)
    return at === undefined ? {} : { at }
  },
  component: lazyPage('inbox', async () => (await import('./mentions-page.tsx')).MentionsPage),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  ...entranceRoutes,
  deskRoute.addChildren([
    homeRoute,
    inboxHomeRoute,
    inboxRoute,
    mentionsRoute,
    ...customerRoutes,
    supervisorRoutes,
    ...trainerRoutes,
    ...knowledgeRoutes,
    ...meRoutes,
    adminRoutes,
  ]),
])

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: false,
    // What stands there stays until the next page is fetched; an empty one says that it takes long.
    defaultPendingComponent: PageToCome,
    defaultPendingMinMs: 0,
  })
}
