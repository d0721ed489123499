import type { CustomerLine } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { languageName, money, shortDate } from '../../lib/format.ts'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useChannelName } from '../../ui/channel-name.ts'
import { Chip } from '../../ui/chip.tsx'
import styles from './customers.module.css'

interface CustomerRowProps {
  row: CustomerLine
  columns: readonly { id: string; label: string }[]
  index: number
  chosen: boolean
  onToggle: () => void
  onFocus: () => void
}

export function CustomerRow({ row, columns, index, chosen, onToggle, onFocus }: CustomerRowProps) {
  const { t } = useTranslation(['customers', 'translation'])
  const cell = useCell(row)
  const name = row.name || row.email || row.phone || t('nameless')
  return (
    <tr aria-rowindex={index + 2} className={styles.row} data-chosen={chosen}>
      <td className={styles.tick}>
        <input type="checkbox" aria-label={t('choose', { name })} checked={chosen} onChange={onToggle} />
      </td>
      <td data-column="name">
        <span className={styles.nameCell}>
          <Avatar id={row.id} name={name} size={26} />
          <Link
            id={`customer-${row.id}`}
            to="/customers/$id"
            params={{ id: row.id }}
            className={styles.name}
            onFocus={onFocus}
          >
            {name}
          </Link>
          {row.vip && <Chip tone="accent">{t('translation:common.vip')}</Chip>}
          {row.blocked && <Chip tone="neg">{t('blocked')}</Chip>}
        </span>
      </td>
      {columns.map(({ id }) => (
        <td key={id} data-column={id}>
          {cell(id)}
        </td>
      ))}
    </tr>
  )
}

function useCell(row: CustomerLine): (column: string) => ReactNode {
  const { t } = useTranslation('customers')
  const language = useLanguage()
  const channelName = useChannelName()
  const { tags } = useDesk()
  const now = useSlowClock()
  const cells: Record<string, () => ReactNode> = {
    email: () => row.email,
    phone: () => row.phone,
    company: () => row.company,
    city: () => row.city,
    language: () => row.language && languageName(row.language, language),
    tags: () => (
      <span className={styles.chips}>
        {tags
          .filter(({ id }) => row.tags.includes(id))
          .map(({ id, name }) => (
            <Chip key={id}>{name}</Chip>
          ))}
      </span>
    ),
    channels: () => row.channels.map(channelName).join(', '),
    spent: () => row.spent && money(row.spent, language),
    seen: () => shortDate(row.seenAt, language, now),
    since: () => shortDate(row.since, language, now),
  }
  return (column) => {
    if (!column.startsWith('fields.')) return cells[column]?.()
    const value = row.fields[column.slice(7)]
    return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : value
  }
}
