import { createRoute, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { AdminHome, AdminLayout, CompanyPage } from '../admin/admin-parts.ts'
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

export const adminRoutes = adminRoute.addChildren([adminHomeRoute, companyRoute, ...contentRoutes])
