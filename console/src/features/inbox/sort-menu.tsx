import { Menu } from '@mantine/core'
import type { Sort } from '@parley/server/contract'
import { sortsOf } from '@parley/server/contract/rules'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '../../ui/mantine-menu.css'
import { useCommands } from '../../lib/commands.ts'
import type { ListAsked } from '../../lib/views.ts'
import { PlainButton } from '../../ui/plain-button.tsx'
import styles from './sort-menu.module.css'

/** What comes first in the list. */
export function SortMenu({ asked, onSort }: { asked: ListAsked; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  useCommands('sort', { sort: () => setOpened(true) })
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={190}>
      <Menu.Target>
        <PlainButton
          label={t('list.sortedBy', { sort: t(`list.sort.${asked.sort}`) })}
          command="sort"
          onClick={() => setOpened(!opened)}
        >
          <IconArrowsSort size={18} stroke={1.7} />
        </PlainButton>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('list.sortLabel')}>
        {sortsOf(asked.view).map((sort) => (
          <Menu.Item
            key={sort}
            role="menuitemradio"
            aria-checked={sort === asked.sort}
            className={styles.item ?? ''}
            leftSection={<IconCheck size={15} aria-hidden="true" opacity={sort === asked.sort ? 1 : 0} />}
            onClick={() => onSort(sort)}
          >
            {t(`list.sort.${sort}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
