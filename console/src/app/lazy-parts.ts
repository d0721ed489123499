import { lazy } from 'react'
import { loadWords } from '../lib/i18n.ts'
import { patiently } from '../lib/patiently.ts'

/** What the first list does not need: it comes beside it, or when it is first asked for. */
export const HelpSheet = lazy(async () => ({
  default: (await patiently(() => import('./help-sheet.tsx'))).HelpSheet,
}))
export const CommandBar = lazy(async () => ({
  default: (await patiently(() => import('./command-bar.tsx'))).CommandBar,
}))
export const ProfileDrawer = lazy(async () => ({
  default: (await patiently(() => import('./profile-drawer.tsx'))).ProfileDrawer,
}))
export const NotificationStack = lazy(async () => ({
  default: (await patiently(() => import('../ui/notification-stack.tsx'))).NotificationStack,
}))
export const SignInPage = lazy(async () => ({
  default: (await patiently(() => import('../features/sign-in/sign-in-page.tsx'))).SignInPage,
}))
export const AccountMenu = lazy(async () => ({
  default: (await patiently(() => import('./account-menu.tsx'))).AccountMenu,
}))
export const ProfilePanel = lazy(async () => {
  const [part] = await patiently(() =>
    Promise.all([import('../features/profile/profile-panel.tsx'), loadWords('profile')]),
  )
  return { default: part.ProfilePanel }
})
export const loadThreadPane = async () => {
  const [part] = await patiently(() =>
    Promise.all([import('../features/thread/thread-pane.tsx'), loadWords('composer'), loadWords('files')]),
  )
  return { default: part.ThreadPane }
}
export const ThreadPane = lazy(loadThreadPane)
