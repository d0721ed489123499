import { lazyPart } from '../lib/lazy-part.tsx'

/** What the first list does not need: it comes beside it, or when it is first asked for. */
export const HelpSheet = lazyPart('keys', async () => (await import('./help-sheet.tsx')).HelpSheet)
export const CommandBar = lazyPart([], async () => (await import('./command-bar.tsx')).CommandBar)
export const ListsDrawer = lazyPart([], async () => (await import('./lists-drawer.tsx')).ListsDrawer)
export const ProfileDrawer = lazyPart(
  'profile',
  async () => (await import('./profile-drawer.tsx')).ProfileDrawer,
)
export const NotificationStack = lazyPart(
  [],
  async () => (await import('../ui/notification-stack.tsx')).NotificationStack,
)
export const SignInPage = lazyPart(
  [],
  async () => (await import('../features/sign-in/sign-in-page.tsx')).SignInPage,
)
export const AccountMenu = lazyPart([], async () => (await import('./account-menu.tsx')).AccountMenu)
export const ProfilePanel = lazyPart(
  'profile',
  async () => (await import('../features/profile/profile-panel.tsx')).ProfilePanel,
)
