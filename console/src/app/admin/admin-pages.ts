import {
  type Icon,
  IconBuilding,
  IconChecklist,
  IconClock,
  IconForms,
  IconHeartRateMonitor,
  IconMessage2Bolt,
  IconMessageCircle,
  IconRobot,
  IconServer2,
  IconShieldCheck,
  IconStack2,
  IconTag,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
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
    pages: [
      { id: 'company', to: '/admin/company', icon: IconBuilding, verb: 'settings.write' },
      { id: 'people', to: '/admin/people', icon: IconUsers, verb: 'people.write' },
      { id: 'teams', to: '/admin/teams', icon: IconUsersGroup, verb: 'settings.write' },
      { id: 'roles', to: '/admin/roles', icon: IconShieldCheck, verb: 'people.read' },
    ],
  },
  {
    id: 'conversations',
    pages: [
      { id: 'queues', to: '/admin/queues', icon: IconStack2, verb: 'settings.write' },
      { id: 'hours', to: '/admin/hours', icon: IconClock, verb: 'settings.write' },
      { id: 'canned', to: '/knowledge/canned', icon: IconMessage2Bolt, verb: 'canned.write' },
      { id: 'tags', to: '/admin/tags', icon: IconTag, verb: 'tags.write' },
      { id: 'outcomes', to: '/admin/outcomes', icon: IconChecklist, verb: 'settings.write' },
    ],
  },
  {
    id: 'customers',
    pages: [{ id: 'fields', to: '/admin/fields', icon: IconForms, verb: 'settings.write' }],
  },
  {
    id: 'bot',
    pages: [
      { id: 'widget', to: '/admin/widget', icon: IconMessageCircle, verb: 'settings.write' },
      { id: 'bot', to: '/admin/bot', icon: IconRobot, verb: 'settings.write' },
    ],
  },
  {
    id: 'install',
    pages: [
      { id: 'health', to: '/admin/health', icon: IconHeartRateMonitor, verb: 'health.read' },
      { id: 'install', to: '/admin/install', icon: IconServer2, verb: 'install.read' },
    ],
  },
]

/** The groups and pages that this person may open; a group without any is left out. */
export function pagesFor(permissions: readonly string[]): readonly AdminGroup[] {
  return adminGroups
    .map((group) => ({ ...group, pages: group.pages.filter(({ verb }) => permissions.includes(verb)) }))
    .filter(({ pages }) => pages.length > 0)
}
