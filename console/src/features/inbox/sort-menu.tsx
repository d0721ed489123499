import { Menu } from '@mantine/core'
import type { Sort } from '@parley/server/contract'
import { sortsOf } from '@parley/server/contract/rules'
import { IconCheck } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import type { ListAsked } from '../../lib/views.ts'
import { AnchoredMenu } from '../../ui/anchored.tsx'
import styles from './sort-menu.module.css'

interface SortMenuProps {
  at: RefObject<HTMLElement | null>
  asked: ListAsked
  onSort: (sort: Sort) => void
  onClose: () => void
}

/** What comes first in the list. */
export function SortMenu({ at, asked, onSort, onClose }: SortMenuProps) {
  const { t } = useTranslation()
  return (
    <AnchoredMenu at={at} width={190} onClose={onClose}>
      {sortsOf(asked.view).map((sort) => (
        <Menu.RadioItem
          key={sort}
          value={sort}
          checked={sort === asked.sort}
          checkIcon={<IconCheck size={15} aria-hidden="true" />}
          className={styles.item ?? ''}
          onChange={() => onSort(sort)}
        >
          {t(`list.sort.${sort}`)}
        </Menu.RadioItem>
      ))}
    </AnchoredMenu>
  )
}
