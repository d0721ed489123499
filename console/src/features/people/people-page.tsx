import { Button } from '@mantine/core'
import type { PeopleQuery, Person } from '@parley/server/contract'
import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleQuery } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Page } from '../../ui/page.tsx'
import { InvitationCard } from './invitation-card.tsx'
import { InviteDrawer } from './invite-drawer.tsx'
import { PeopleFilters } from './people-filters.tsx'
import styles from './people-page.module.css'
import { PeopleTable } from './people-table.tsx'
import { PersonDrawer } from './person-drawer.tsx'

export type PeopleFilter = Omit<PeopleQuery, 'cursor'>

/** Who works here: found, invited, changed. The filter lives in the address. */
export function PeoplePage({
  filter,
  onFilter,
}: {
  filter: PeopleFilter
  onFilter: (filter: PeopleFilter) => void
}) {
  const { t } = useTranslation('people')
  const { t: tAdmin } = useTranslation('admin')
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(peopleQuery(filter))
  const [drawer, setDrawer] = useState<'invite' | { person: Person }>()
  const people = data?.pages.flatMap((page) => page.people) ?? []
  return (
    <Page
      title={tAdmin('pages.people')}
      hint={t('people.hint')}
      actions={
        <Button leftSection={<IconUserPlus size={16} />} onClick={() => setDrawer('invite')}>
          {t('people.invite')}
        </Button>
      }
    >
      <div className={styles.body}>
        <InvitationCard />
        <PeopleFilters filter={filter} onFilter={onFilter} />
        {error && !data && (
          <ErrorState title={t('people.failed')} error={error} onRetry={() => void refetch()} />
        )}
        {data && people.length === 0 && (
          <EmptyState icon={<IconUsers size={24} />} title={t('people.none')}>
            {t('people.noneHint')}
          </EmptyState>
        )}
        {people.length > 0 && <PeopleTable people={people} onEdit={(person) => setDrawer({ person })} />}
        {hasNextPage && (
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {t('people.more')}
          </Button>
        )}
      </div>
      {drawer === 'invite' && <InviteDrawer onClose={() => setDrawer(undefined)} />}
      {typeof drawer === 'object' && (
        <PersonDrawer person={drawer.person} onClose={() => setDrawer(undefined)} />
      )}
    </Page>
  )
}
