import { createRoute } from '@tanstack/react-router'
import { lazyPage } from '../lazy-page.tsx'
import { deskRoute } from './desk-route.ts'

const getParentRoute = () => deskRoute

/** What stands in the address of the list: what is looked for, how it is sorted. */
export interface CustomersSearch {
  q?: string
  tag?: string
  language?: 'en' | 'zh'
  vip?: 'yes' | 'no'
  channel?: string
  seen?: '7' | '30' | '90' | 'older'
  blocked?: 'yes' | 'no'
  field?: string
  import?: string
  sort?: 'seen' | 'name' | 'since' | 'blocked'
  dir?: 'asc' | 'desc'
}
const known = [
  'q',
  'tag',
  'language',
  'vip',
  'channel',
  'seen',
  'blocked',
  'field',
  'import',
  'sort',
  'dir',
] as const

/** What is not known is left out; a wrong value is refused by the server, in words. */
function validateSearch(search: Record<string, unknown>): CustomersSearch {
  return Object.fromEntries(
    known.flatMap((key) => {
      const value = search[key]
      return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []
    }),
  )
}

const pages = async () => await import('../customers/pages.ts')
/** The pages share words with the panel beside a conversation. */
const words = ['customers', 'profile'] as const

const importWords = ['imports', 'profile'] as const

export const customerRoutes = [
  createRoute({
    getParentRoute,
    path: '/customers',
    validateSearch,
    component: lazyPage(words, async () => (await pages()).CustomersPage),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/new',
    component: lazyPage(words, async () => (await pages()).NewCustomerPage),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/blocked',
    component: lazyPage(words, async () => (await pages()).BlockedPage),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/import',
    component: lazyPage(importWords, async () => (await pages()).ImportPage),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/imports/$id',
    component: lazyPage(importWords, async () => (await pages()).ImportRunPage),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/$id',
    component: lazyPage(words, async () => (await pages()).CustomerPage),
  }),
] as const
