import { Button } from '@mantine/core'
import { IconFileExport, IconFileImport } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useCommands } from '../../lib/commands.ts'
import type { CustomerSearch } from '../../lib/customers-api.ts'
import { exportAddress } from '../../lib/imports-api.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'

/** Customers in and out as tables, for whoever may; what goes out is what the list shows. */
export function InAndOut({ search: { sort: _sort, dir: _dir, ...filter } }: { search: CustomerSearch }) {
  const { t } = useTranslation('customers')
  const { permissions } = useSession()
  const language = useLanguage()
  const navigate = useNavigate()
  const download = useRef<HTMLAnchorElement>(null)
  const [imports, exports] = [
    permissions.includes('customer.import'),
    permissions.includes('customer.export'),
  ]
  useCommands('customers-files', {
    importCustomers: imports ? () => void navigate({ to: '/customers/import' }) : undefined,
    exportCustomers: exports ? () => download.current?.click() : undefined,
  })
  return (
    <>
      {imports && (
        <Button
          variant="default"
          component={Link}
          to="/customers/import"
          leftSection={<IconFileImport size={16} stroke={1.8} aria-hidden="true" />}
        >
          {t('import')}
        </Button>
      )}
      {exports && (
        <Button
          variant="default"
          component="a"
          ref={download}
          href={exportAddress(filter, language)}
          download
          title={t('exportHint')}
          leftSection={<IconFileExport size={16} stroke={1.8} aria-hidden="true" />}
        >
          {t('export')}
        </Button>
      )}
    </>
  )
}
