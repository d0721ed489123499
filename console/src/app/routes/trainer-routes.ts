import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../lazy-page.tsx'
import { deskRoute } from './desk-route.ts'

const pages = async () => await import('../../features/trainer/pages.ts')
const getParentRoute = () => deskRoute

/** What stands in the address of the trainer's pages; each reads what it knows. */
export interface TrainerSearch {
  group?: string
  meant?: string
  said?: string
  language?: string
  source?: string
  a?: string
  b?: string
}
const known = ['group', 'meant', 'said', 'language', 'source', 'a', 'b'] as const

function validateSearch(search: Record<string, unknown>): TrainerSearch {
  return Object.fromEntries(
    known.flatMap((key) => (typeof search[key] === 'string' ? [[key, search[key]]] : [])),
  )
}

export const trainerRoutes = [
  createRoute({
    getParentRoute,
    path: '/trainer',
    validateSearch,
    component: lazyPage('trainer', async () => (await pages()).WorkbenchPage),
  }),
  createRoute({
    getParentRoute,
    path: '/trainer/queue',
    validateSearch,
    component: lazyPage('trainer', async () => (await pages()).QueuePage),
  }),
  createRoute({
    getParentRoute,
    path: '/trainer/labels',
    validateSearch,
    component: lazyPage('trainer', async () => (await pages()).LabelsPage),
  }),
  createRoute({
    getParentRoute,
    path: '/trainer/versions/$id',
    validateSearch,
    component: lazyPage('trainer', async () => (await pages()).VersionPage),
  }),
  createRoute({
    getParentRoute,
    path: '/trainer/compare',
    validateSearch,
    component: lazyPage('trainer', async () => (await pages()).ComparePage),
  }),
  createRoute({
    getParentRoute,
    path: '/trainer/try',
    component: lazyPage('trainer', async () => (await pages()).TryPage),
  }),
] as const
