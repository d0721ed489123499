import { Menu } from '@mantine/core'
import {
  IconArrowForwardUp,
  IconMessageCircleX,
  IconRestore,
  IconRobot,
  IconUserPlus,
} from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import { AnchoredMenu } from '../../ui/anchored.tsx'
import { CommandKeys } from '../../ui/kbd.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import type { FormKind } from './action-form.tsx'
import type { Rights } from './ownership.ts'

interface MoreMenuProps {
  at: RefObject<HTMLElement | null>
  rights: Rights
  onForm: (form: FormKind) => void
  onSpam: () => void
  onClose: () => void
}

/** What has no button of its own in the header; on a phone that is everything. */
export function MoreMenu({ at, rights, onForm, onSpam, onClose }: MoreMenuProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  return (
    <AnchoredMenu at={at} onClose={onClose}>
      {narrow && rights.passOn && (
        <>
          <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => onForm('assign')}>
            {t('header.assign')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowForwardUp size={16} />} onClick={() => onForm('transfer')}>
            {t('header.transfer')}
          </Menu.Item>
        </>
      )}
      {narrow && rights.handBack && (
        <Menu.Item leftSection={<IconRobot size={16} />} onClick={() => onForm('handBack')}>
          {t('header.handBack')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={rights.notSpam ? <IconRestore size={16} /> : <IconMessageCircleX size={16} />}
        rightSection={narrow ? undefined : <CommandKeys command="spam" />}
        onClick={onSpam}
      >
        {t(rights.notSpam ? 'header.notSpam' : 'header.spam')}
      </Menu.Item>
    </AnchoredMenu>
  )
}
