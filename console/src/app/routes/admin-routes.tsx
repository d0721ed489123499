import type { PeopleQuery } from '@parley/server/contract'
import { createRoute, Outlet } from '@tanstack/react-router'
import { useCallback } from 'react'
import { isPersonState, isRole } from '../../lib/roles.ts'
import {
  AdminHome,
  AdminLayout,
  BotPage,
  CompanyPage,
  FieldsPage,
  HealthPage,
  HoursPage,
  InstallPage,
  OutcomesPage,
  PeoplePage,
  QueuesPage,
  RolesPage,
  TagsPage,
  TeamsPage,
  WidgetPage,
} from '../admin/admin-parts.ts'
import { around } from '../lazy-page.tsx'
import { deskRoute } from './desk-route.ts'

/** The frame of the area stays while its pages change. */
const adminRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/admin',
  component: around(AdminLayout, () => (
    <AdminLayout>
      <Outlet />
    </AdminLayout>
  )),
})

const getParentRoute = () => adminRoute

const adminHomeRoute = createRoute({ getParentRoute, path: '/', component: AdminHome })
const companyRoute = createRoute({
  getParentRoute,
  path: '/company',
  component: CompanyPage,
})

const contentRoutes = [
  createRoute({ getParentRoute, path: '/queues', component: QueuesPage }),
  createRoute({ getParentRoute, path: '/hours', component: HoursPage }),
  createRoute({ getParentRoute, path: '/tags', component: TagsPage }),
  createRoute({ getParentRoute, path: '/outcomes', component: OutcomesPage }),
  createRoute({ getParentRoute, path: '/fields', component: FieldsPage }),
  createRoute({
    getParentRoute,
    path: '/widget',
    // Which of them; one that does not exist yet is made with that id.
    validateSearch: ({ id }: Record<string, unknown>): { id?: string } =>
      typeof id === 'string' && id !== '' ? { id: id.slice(0, 40) } : {},
    component: WidgetPage,
  }),
  createRoute({ getParentRoute, path: '/bot', component: BotPage }),
]

const peopleRoute = createRoute({
  getParentRoute,
  path: '/people',
  // What somebody typed into the address and nobody knows is left out.
  validateSearch: (search: Record<string, unknown>): PeopleFilter => ({
    ...(typeof search['q'] === 'string' ? { q: search['q'].slice(0, 120) } : {}),
    ...(typeof search['team'] === 'string' ? { team: search['team'].slice(0, 40) } : {}),
    ...withoutUnknown({ role: search['role'], state: search['state'] }),
  }),
  component: around(PeoplePage, People),
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

const teamsRoute = createRoute({ getParentRoute, path: '/teams', component: TeamsPage })
const rolesRoute = createRoute({ getParentRoute, path: '/roles', component: RolesPage })
const healthRoute = createRoute({ getParentRoute, path: '/health', component: HealthPage })
const installRoute = createRoute({ getParentRoute, path: '/install', component: InstallPage })

export const adminRoutes = adminRoute.addChildren([
  adminHomeRoute,
  companyRoute,
  peopleRoute,
  teamsRoute,
  rolesRoute,
  healthRoute,
  installRoute,
  ...contentRoutes,
])
