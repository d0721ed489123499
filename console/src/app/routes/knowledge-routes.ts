import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../lazy-page.tsx'
import { deskRoute } from './desk-route.ts'

const pages = async () => await import('../../features/knowledge/pages.ts')
const getParentRoute = () => deskRoute

/** Filters and what is open stand in the address. */
export interface KnowledgeSearch {
  q?: string
  state?: string
  language?: string
  open?: string
  intent?: string
}
const known = ['q', 'state', 'language', 'open', 'intent'] as const

function validateSearch(search: Record<string, unknown>): KnowledgeSearch {
  return Object.fromEntries(
    known.flatMap((key) =>
      typeof search[key] === 'string' && search[key] !== '' ? [[key, search[key]]] : [],
    ),
  )
}

export const knowledgeRoutes = [
  createRoute({
    getParentRoute,
    path: '/knowledge',
    validateSearch,
    component: lazyPage('content', async () => (await pages()).KnowledgePage),
  }),
  createRoute({
    getParentRoute,
    path: '/knowledge/canned',
    validateSearch,
    component: lazyPage('content', async () => (await pages()).CannedPage),
  }),
  createRoute({
    getParentRoute,
    path: '/knowledge/$articleId',
    validateSearch,
    component: lazyPage('content', async () => (await pages()).ArticlePage),
  }),
]
