import { Button } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { type CustomerSearch, customerListQuery } from '../../lib/customers-api.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnMenu, useColumns } from './columns.tsx'
import { CustomerTable } from './customer-table.tsx'
import styles from './customers.module.css'
import { Filters } from './filters.tsx'
import { InAndOut } from './in-and-out.tsx'

/** Every customer, found, filtered and sorted; what is chosen stands in the address. */
export function CustomersPage() {
  const { t } = useTranslation(['customers', 'translation'])
  const language = useLanguage()
  const search = useSearch({ strict: false }) as CustomerSearch
  const navigate = useNavigate()
  const { permissions } = useSession()
  const list = useInfiniteQuery(customerListQuery(search))
  const columns = useColumns()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const change = (next: CustomerSearch) => {
    setChosen(new Set())
    const given = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
    void navigate({ to: '/customers', search: given, replace: true })
  }
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const first = list.data?.pages[0]
  const total = first && wholeNumber(first.total, language)
  return (
    <Page
      title={t('title')}
      width="fill"
      status={
        total !== undefined && <span className={styles.total}>{`${total}${first?.capped ? '+' : ''}`}</span>
      }
      actions={
        <>
          <Button component={Link} to="/customers/blocked" variant="default">
            {t('blocked')}
          </Button>
          <InAndOut search={search} />
          {permissions.includes('customer.write') && (
            <Button component={Link} to="/customers/new" leftSection={<IconPlus size={16} stroke={2} />}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <Filters search={search} onChange={change} aside={<ColumnMenu columns={columns} />} />
      {chosen.size > 0 && <BulkBar chosen={[...chosen]} onDone={() => setChosen(new Set())} />}
      {list.error && rows.length === 0 ? (
        <EmptyState icon={<IconUsers size={24} aria-hidden="true" />} title={t('failed')}>
          <p>{t(`translation:errors.${codeOf(list.error)}`)}</p>
          <Button size="xs" variant="default" onClick={() => void list.refetch()}>
            {t('translation:common.retry')}
          </Button>
        </EmptyState>
      ) : first && rows.length === 0 ? (
        <Nobody search={search} onClear={() => change({})} />
      ) : (
        <CustomerTable
          rows={rows}
          columns={columns.shown}
          search={search}
          chosen={chosen}
          busy={list.isPending}
          onChoose={setChosen}
          onSort={(sort) => change(sorted(search, sort))}
          onNearEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
          }}
        />
      )}
    </Page>
  )
}

/** The same column again turns the order round. */
function sorted(search: CustomerSearch, sort: NonNullable<CustomerSearch['sort']>): CustomerSearch {
  const now = search.sort ?? 'seen'
  const usual = sort === 'name' ? 'asc' : 'desc'
  const dir = now === sort ? ((search.dir ?? 'desc') === 'desc' ? 'asc' : 'desc') : usual
  return { ...search, sort, dir }
}

function Nobody({ search, onClear }: { search: CustomerSearch; onClear: () => void }) {
  const { t } = useTranslation('customers')
  const { sort: _sort, dir: _dir, ...filters } = search
  const filtered = Object.values(filters).some(Boolean)
  return (
    <EmptyState
      icon={<IconUsers size={24} aria-hidden="true" />}
      title={t(filtered ? 'nobodyFound' : 'nobody')}
    >
      <p>{t(filtered ? 'nobodyFoundHint' : 'nobodyHint')}</p>
      {filtered && (
        <Button size="xs" variant="default" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      )}
    </EmptyState>
  )
}
