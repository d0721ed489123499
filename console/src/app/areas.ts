import {
  type Icon,
  IconBook,
  IconInbox,
  IconLayoutDashboard,
  IconSettings,
  IconTargetArrow,
  IconUsers,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { en } from '../lib/messages/en.ts'

export interface Area {
  id: keyof typeof en.areas
  to: NonNullable<LinkProps['to']>
  /** What its addresses begin with. */
  path: string
  icon: Icon
  /** Shown to whom the session gives one of these verbs. */
  verbs: readonly string[]
}

/** The rail from top to bottom; on a phone, the bar from left to right. A new area is a line here and its routes. */
export const areas: readonly Area[] = [
  { id: 'inbox', to: '/inbox', path: '/inbox', icon: IconInbox, verbs: ['thread.read'] },
  { id: 'customers', to: '/customers', path: '/customers', icon: IconUsers, verbs: ['customer.read'] },
  {
    id: 'supervisor',
    to: '/supervisor',
    path: '/supervisor',
    icon: IconLayoutDashboard,
    verbs: ['insights.read'],
  },
  { id: 'trainer', to: '/trainer', path: '/trainer', icon: IconTargetArrow, verbs: ['training.read'] },
  { id: 'knowledge', to: '/knowledge', path: '/knowledge', icon: IconBook, verbs: ['knowledge.read'] },
  {
    id: 'admin',
    to: '/admin',
    path: '/admin',
    icon: IconSettings,
    verbs: ['settings.write', 'tags.write'],
  },
]
