import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { roles } from '../../lib/roles.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useTyped } from '../../lib/use-typed.ts'
import '../../ui/mantine-input.css'
import styles from './people-page.module.css'
import type { PeopleFilter } from './people-page.tsx'

/** Search and filters; what is typed is searched for when the typing rests. */
export function PeopleFilters({
  filter,
  onFilter,
}: {
  filter: PeopleFilter
  onFilter: (filter: PeopleFilter) => void
}) {
  const { t } = useTranslation('people')
  const { teams } = useDesk()
  const [typed, setTyped] = useTyped(filter.q ?? '', (q) => onFilter({ ...filter, q: q || undefined }))
  return (
    <search className={styles.filters}>
      <TextInput
        className={styles.search ?? ''}
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        type="search"
        maxLength={120}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('people.role')}
        value={filter.role ?? ''}
        data={[
          { value: '', label: t('people.anyRole') },
          ...roles.map((value) => ({ value, label: t(`role.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, role: roles.find((one) => one === value) })
        }
      />
      <NativeSelect
        aria-label={t('people.team')}
        value={filter.team ?? ''}
        data={[
          { value: '', label: t('people.anyTeam') },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'none', label: t('people.noTeam') },
        ]}
        onChange={(event) => onFilter({ ...filter, team: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label={t('people.anyState')}
        value={filter.state ?? ''}
        data={[
          { value: '', label: t('people.anyState') },
          { value: 'active', label: t('people.active') },
          { value: 'disabled', label: t('people.disabled') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, state: value === 'active' || value === 'disabled' ? value : undefined })
        }
      />
    </search>
  )
}
