import { Menu, UnstyledButton } from '@mantine/core'
import { IconArrowForwardUp, IconDots, IconRobot, IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import '../../ui/mantine-menu.css'
import type { FormKind } from './action-form.tsx'
import styles from './thread-header.module.css'

export function MoreMenu({ mine, onForm }: { mine: boolean; onForm: (form: FormKind) => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={styles.assignee} aria-label={t('header.more')}>
          <IconDots size={20} stroke={1.8} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => onForm('assign')}>
          {t('header.assign')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowForwardUp size={16} />} onClick={() => onForm('transfer')}>
          {t('header.transfer')}
        </Menu.Item>
        {mine && (
          <Menu.Item leftSection={<IconRobot size={16} />} onClick={() => onForm('handBack')}>
            {t('header.handBack')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
