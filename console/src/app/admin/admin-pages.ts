import { type Icon, IconBuilding } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { adminEn } from '../../lib/messages/admin-en.ts'

export interface AdminPage {
  id: keyof typeof adminEn.pages
  to: NonNullable<LinkProps['to']>
  icon: Icon
  /** Shown to whom the session gives this verb. */
  verb: string
}

export interface AdminGroup {
  id: keyof typeof adminEn.groups
  pages: readonly AdminPage[]
}

/** The pages of the area from top to bottom. A new page is a line here and its route. */
export const adminGroups: readonly AdminGroup[] = [
  {
    id: 'company',
    pages: [{ id: 'company', to: '/admin/company', icon: IconBuilding, verb: 'settings.write' }],
  },
  { id: 'conversations', pages: [] },
  { id: 'customers', pages: [] },
  { id: 'bot', pages: [] },
  { id: 'install', pages: [] },
]

/** The groups and pages that this person may open; a group without any is left out. */
export function pagesFor(permissions: readonly string[]): readonly AdminGroup[] {
  return adminGroups
    .map((group) => ({ ...group, pages: group.pages.filter(({ verb }) => permissions.includes(verb)) }))
    .filter(({ pages }) => pages.length > 0)
}
