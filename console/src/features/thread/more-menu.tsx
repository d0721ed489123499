import { Menu, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconArrowForwardUp,
  IconDots,
  IconMessageCircleX,
  IconRestore,
  IconRobot,
  IconUserPlus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CommandKeys } from '../../ui/kbd.tsx'
import '../../ui/mantine-menu.css'
import type { FormKind } from './action-form.tsx'
import type { Rights } from './ownership.ts'
import styles from './thread-header.module.css'

interface MoreMenuProps {
  rights: Rights
  onForm: (form: FormKind) => void
  onSpam: () => void
}

/** What has no button of its own in the header; on a phone that is everything. */
export function MoreMenu({ rights, onForm, onSpam }: MoreMenuProps) {
  const { t } = useTranslation()
  const narrow = useMediaQuery('(max-width: 859px)', false, { getInitialValueInEffect: false })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={styles.assignee} aria-label={t('header.more')}>
          <IconDots size={20} stroke={1.8} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  )
}
