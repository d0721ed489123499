import type { PeopleQuery } from '@parley/server/contract'
import { createRoute, Outlet } from '@tanstack/react-router'
import { Suspense, useCallback } from 'react'
import { isPersonState, isRole } from '../../lib/roles.ts'
import {
  AdminHome,
  AdminLayout,
  CompanyPage,
  PeoplePage,
  RolesPage,
  TeamsPage,
} from '../admin/admin-parts.ts'
import { lazyPage } from '../lazy-page.tsx'
import { deskRoute } from './desk-route.ts'

/** The frame of the area stays while its pages change. */
const adminRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/admin',
  component: () => (
    <Suspense>
      <AdminLayout>
        <Suspense>
          <Outlet />
        </Suspense>
      </AdminLayout>
    </Suspense>
  ),
})

const adminHomeRoute = createRoute({ getParentRoute: () => adminRoute, path: '/', component: AdminHome })
const companyRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/company',
  component: CompanyPage,
})

const content = async () => await import('../../features/desk-settings/pages.ts')
const getParentRoute = () => adminRoute

const contentRoutes = [
  createRoute({
    getParentRoute,
    path: '/queues',
    component: lazyPage('content', async () => (await content()).QueuesPage),
  }),
  createRoute({
    getParentRoute,
    path: '/hours',
    component: lazyPage('content', async () => (await content()).HoursPage),
  }),
  createRoute({
    getParentRoute,
    path: '/tags',
    component: lazyPage('content', async () => (await content()).TagsPage),
  }),
  createRoute({
    getParentRoute,
    path: '/outcomes',
    component: lazyPage('content', async () => (await content()).OutcomesPage),
  }),
  createRoute({
    getParentRoute,
    path: '/fields',
    component: lazyPage('content', async () => (await content()).FieldsPage),
  }),
  createRoute({
    getParentRoute,
    path: '/widget',
    component: lazyPage('content', async () => (await content()).WidgetPage),
  }),
  createRoute({
    getParentRoute,
    path: '/bot',
    component: lazyPage('content', async () => (await content()).BotPage),
  }),
]

const peopleRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/people',
  // What somebody typed into the address and nobody knows is left out.
  validateSearch: (search: Record<string, unknown>): PeopleFilter => ({
    ...(typeof search['q'] === 'string' ? { q: search['q'].slice(0, 120) } : {}),
    ...(typeof search['team'] === 'string' ? { team: search['team'].slice(0, 40) } : {}),
    ...withoutUnknown({ role: search['role'], state: search['state'] }),
  }),
  component: People,
})

type PeopleFilter = Omit<PeopleQuery, 'cursor'>

function withoutUnknown({ role, state }: { role: unknown; state: unknown }): PeopleFilter {
  return { ...(isRole(role) ? { role } : {}), ...(isPersonState(state) ? { state } : {}) }
}

function People() {
  const filter = peopleRoute.useSearch()
  const navigate = peopleRoute.useNavigate()
  const setFilter = useCallback(
    (next: PeopleFilter) => void navigate({ search: next, replace: true }),
    [navigate],
  )
  return <PeoplePage filter={filter} onFilter={setFilter} />
}

const teamsRoute = createRoute({ getParentRoute: () => adminRoute, path: '/teams', component: TeamsPage })
const rolesRoute = createRoute({ getParentRoute: () => adminRoute, path: '/roles', component: RolesPage })

export const adminRoutes = adminRoute.addChildren([
  adminHomeRoute,
  companyRoute,
  peopleRoute,
  teamsRoute,
  rolesRoute,
  ...contentRoutes,
])
