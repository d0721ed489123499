import { IconX } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FilterKey, filterKeys, type InsightPath, type InsightSearch } from '../../lib/insight-search.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Pick } from './controls.tsx'
import styles from './filter-bar.module.css'
import { reasons, useValueName } from './names.ts'

const channels = ['web', 'whatsapp', 'email', 'telegram', 'line']

interface FilterBarProps {
  to: InsightPath
  search: InsightSearch
  /** Which of the filters can be chosen here. */
  keys: readonly FilterKey[]
}

/** What the page is narrowed to, each to be taken away again, and what it may be narrowed to. */
export function FilterBar({ to, search, keys }: FilterBarProps) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const navigate = useNavigate()
  const nameOf = useValueName()
  const optionsOf = useOptions()
  const set = filterKeys.filter((key) => search[key] !== undefined)
  return (
    <div className={styles.bar}>
      {keys
        .filter((key) => search[key] === undefined)
        .map((key) => (
          <Pick
            key={key}
            label={t(`filter.${key}`)}
            value=""
            options={[
              { value: '', name: t('filter.any') },
              ...optionsOf(key).map((value) => ({ value, name: nameOf(key, value) })),
            ]}
            onPick={(value) => {
              if (value !== '') void navigate({ to, search: { ...search, [key]: value } })
            }}
          />
        ))}
      {set.map((key) => {
        const { [key]: value, ...rest } = search
        const name = `${t(`filter.${key}`)}: ${nameOf(key, value ?? '')}`
        return (
          <Link
            key={key}
            to={to}
            search={rest}
            className={styles.chip}
            activeOptions={{ exact: true }}
            aria-label={t('filter.remove', { name })}
          >
            {name}
            <IconX size={13} stroke={2} aria-hidden="true" />
          </Link>
        )
      })}
    </div>
  )
}

function useOptions(): (key: FilterKey) => readonly string[] {
  const { teams, intents, queues } = useDesk()
  return (key) => {
    switch (key) {
      case 'channel':
        return channels
      case 'team':
        return [...teams.map(({ id }) => id), '-']
      case 'intent':
        return intents.map(({ name }) => name)
      case 'language':
        return ['en', 'zh']
      case 'mood':
        return ['positive', 'neutral', 'negative']
      case 'reason':
        return reasons
      case 'queue':
        return queues.map(({ id }) => id)
      case 'handled':
        return ['bot', 'person']
      case 'rating':
        return ['1', '2', '3', '4', '5']
      case 'agent':
        return []
    }
  }
}
