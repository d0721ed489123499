import { createRoute } from '@tanstack/react-router'
import { loadWords } from '../../lib/i18n.ts'
import { lazyPage } from '../lazy-page.tsx'
import { deskRoute } from './desk-route.ts'

const pages = async () => await import('../../features/me/pages.ts')
const getParentRoute = () => deskRoute

/** What a person sets about themselves. A further page is a line here and one in `features/me/me-page.tsx`. */
export const meRoutes = [
  createRoute({
    getParentRoute,
    path: '/me',
    component: lazyPage('me', async () => (await pages()).ProfilePage),
  }),
  createRoute({
    getParentRoute,
    path: '/me/appearance',
    component: lazyPage('me', async () => (await pages()).AppearancePage),
  }),
  createRoute({
    getParentRoute,
    path: '/me/keyboard',
    component: lazyPage(['me', 'keys'], async () => (await pages()).KeyboardPage),
  }),
  createRoute({
    getParentRoute,
    path: '/me/notifications',
    component: lazyPage('me', async () => (await pages()).NotificationsPage),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security',
    component: lazyPage('me', async () => {
      // Passwords have the same words here and at the entrance.
      await loadWords('entrance')
      return (await pages()).SecurityPage
    }),
  }),
]
