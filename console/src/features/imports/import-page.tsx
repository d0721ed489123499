import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { importsQuery } from '../../lib/imports-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { DropFile } from './drop-file.tsx'
import { ImportTable } from './import-table.tsx'
import { Steps } from './steps.tsx'

/** The first step of an import, and every earlier one. */
export function ImportPage() {
  const { t } = useTranslation(['imports', 'translation'])
  return (
    <Page
      title={t('title')}
      hint={<Link to="/customers">{`← ${t('translation:commands.goCustomers')}`}</Link>}
    >
      <Steps now="file" />
      <DropFile />
      <Earlier />
    </Page>
  )
}

function Earlier() {
  const { t } = useTranslation('imports')
  const list = useInfiniteQuery(importsQuery)
  const imports = list.data?.pages.flatMap((page) => page.imports) ?? []
  return (
    <Card id="earlier" title={t('earlier')}>
      {list.error && imports.length === 0 ? (
        <ErrorState title={t('listFailed')} error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data && imports.length === 0 ? (
        <EmptyState icon={<IconFileImport size={24} aria-hidden="true" />} title={t('earlierNone')}>
          <p>{t('earlierNoneHint')}</p>
        </EmptyState>
      ) : (
        <ImportTable imports={imports} />
      )}
      {list.hasNextPage && (
        <Button variant="subtle" size="compact-sm" onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Card>
  )
}
