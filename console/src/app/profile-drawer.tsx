import { Drawer } from '@mantine/core'
import { useTranslation } from '../lib/use-translation.ts'
import '../ui/mantine-dialog.css'
import { ProfilePanel } from '../features/profile/profile-panel.tsx'
import { useLayer } from '../ui/use-layer.ts'

export interface ProfileDrawerProps {
  thread: string
  onClose: () => void
}

/** The customer's panel where there is no room beside the thread. */
export function ProfileDrawer({ thread, onClose }: ProfileDrawerProps) {
  const { t } = useTranslation()
  const onTop = useLayer()
  return (
    <Drawer
      opened
      closeOnEscape={onTop}
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
