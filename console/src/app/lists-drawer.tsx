import { Drawer } from '@mantine/core'
import { ViewNav } from '../features/inbox/view-nav.tsx'
import { useTranslation } from '../lib/use-translation.ts'
import '../ui/mantine-dialog.css'
import { useLayer } from '../ui/use-layer.ts'

export interface ListsDrawerProps {
  here: string
  onClose: () => void
}

/** On a phone: every list that a wide screen has beside the conversations, and what can be done with it. */
export function ListsDrawer({ here, onClose }: ListsDrawerProps) {
  const { t } = useTranslation()
  const onTop = useLayer()
  // Whatever was chosen, also the list that is there already, is what one wants to see now.
  const leave = (target: EventTarget) => {
    if (target instanceof Element && target.closest('a, [data-leaves]')) onClose()
  }
  return (
    <Drawer
      opened
      closeOnEscape={onTop}
      onClose={onClose}
      position="left"
      size={300}
      styles={{ body: { padding: 0 } }}
      title={t('list.all')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links and buttons within have the keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears what is pressed within */}
      <div onClick={({ target }) => leave(target)}>
        <ViewNav here={here} />
      </div>
    </Drawer>
  )
}
