import { Drawer } from '@mantine/core'
import { useTranslation } from '../lib/use-translation.ts'
import '../ui/mantine-dialog.css'
import { ProfilePanel } from '../features/profile/profile-panel.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'

export interface ProfileDrawerProps {
  thread: string
  onClose: () => void
}

/** The customer's panel where there is no room beside the thread. */
export function ProfileDrawer({ thread, onClose }: ProfileDrawerProps) {
  const { t } = useTranslation()
  useFocusBack()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={340}
      styles={{ body: { padding: 0 } }}
      title={t('profile.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ProfilePanel thread={thread} />
    </Drawer>
  )
}
