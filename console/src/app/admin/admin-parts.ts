import { lazyPage } from '../lazy-page.tsx'

const content = async () => await import('../../features/desk-settings/pages.ts')

/** The pages of the area, each with its words; only admins and supervisors ever fetch them. */
export const AdminLayout = lazyPage('admin', async () => (await import('./admin-layout.tsx')).AdminLayout)
export const AdminHome = lazyPage('admin', async () => (await import('./admin-home.tsx')).AdminHome)
export const CompanyPage = lazyPage(
  'admin',
  async () => (await import('../../features/company/company-page.tsx')).CompanyPage,
)
export const PeoplePage = lazyPage(
  ['admin', 'people'],
  async () => (await import('../../features/people/people-page.tsx')).PeoplePage,
)
export const TeamsPage = lazyPage(
  ['admin', 'people'],
  async () => (await import('../../features/teams/teams-page.tsx')).TeamsPage,
)
export const RolesPage = lazyPage(
  ['admin', 'people'],
  async () => (await import('../../features/teams/roles-page.tsx')).RolesPage,
)
export const HealthPage = lazyPage(
  ['admin', 'health'],
  async () => (await import('../../features/health/health-page.tsx')).HealthPage,
)
export const InstallPage = lazyPage(
  ['admin', 'install'],
  async () => (await import('../../features/install/install-page.tsx')).InstallPage,
)
export const QueuesPage = lazyPage('content', async () => (await content()).QueuesPage)
export const HoursPage = lazyPage('content', async () => (await content()).HoursPage)
export const TagsPage = lazyPage('content', async () => (await content()).TagsPage)
export const OutcomesPage = lazyPage('content', async () => (await content()).OutcomesPage)
export const FieldsPage = lazyPage('content', async () => (await content()).FieldsPage)
export const WidgetPage = lazyPage('content', async () => (await content()).WidgetPage)
export const BotPage = lazyPage('content', async () => (await content()).BotPage)
