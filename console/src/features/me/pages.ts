export { AppearancePage } from './appearance-page.tsx'
export { KeyboardPage } from './keyboard-page.tsx'
export { NotificationsPage } from './notifications-page.tsx'
export { ProfilePage } from './profile-page.tsx'
