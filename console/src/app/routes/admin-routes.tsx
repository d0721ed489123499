import { createRoute, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { AdminHome, AdminLayout, CompanyPage } from '../admin/admin-parts.ts'
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

export const adminRoutes = adminRoute.addChildren([adminHomeRoute, companyRoute])
