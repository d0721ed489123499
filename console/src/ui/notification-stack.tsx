import { Notifications } from '@mantine/notifications'
import './mantine-notifications.css'

export function NotificationStack() {
  return <Notifications position="top-right" limit={3} zIndex={400} />
}
