import { Notifications } from '@mantine/notifications'
import './mantine-notifications.css'

/** No wider than the customer's panel: the controls of the conversation beside it stay free. */
const WIDTH = 300

export function NotificationStack() {
  return <Notifications position="top-right" containerWidth={WIDTH} limit={3} zIndex={400} />
}
