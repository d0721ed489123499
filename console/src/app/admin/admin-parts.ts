import { lazy } from 'react'
import { loadWords } from '../../lib/i18n.ts'
import { patiently } from '../../lib/patiently.ts'

/** A part of the area comes with the area's words. */
const withWords = async <T>(load: () => Promise<T>): Promise<T> =>
  (await patiently(() => Promise.all([load(), loadWords('admin')])))[0]

export const AdminLayout = lazy(async () => ({
  default: (await withWords(() => import('./admin-layout.tsx'))).AdminLayout,
}))
export const AdminHome = lazy(async () => ({
  default: (await withWords(() => import('./admin-home.tsx'))).AdminHome,
}))
export const CompanyPage = lazy(async () => ({
  default: (await withWords(() => import('../../features/company/company-page.tsx'))).CompanyPage,
}))

/** Pages about people have more words of their own. */
const withPeople = async <T>(load: () => Promise<T>): Promise<T> =>
  (await Promise.all([withWords(load), loadWords('people')]))[0]

export const PeoplePage = lazy(async () => ({
  default: (await withPeople(() => import('../../features/people/people-page.tsx'))).PeoplePage,
}))
export const TeamsPage = lazy(async () => ({
  default: (await withPeople(() => import('../../features/teams/teams-page.tsx'))).TeamsPage,
}))
export const RolesPage = lazy(async () => ({
  default: (await withPeople(() => import('../../features/teams/roles-page.tsx'))).RolesPage,
}))
