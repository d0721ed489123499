import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { WidgetAccount, WidgetLook } from '@parley/server/contract'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { widgetsQuery } from '../../lib/content-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Page } from '../../ui/page.tsx'
import '../../ui/mantine-input.css'
import { WidgetEditor } from './widget-editor.tsx'
import styles from './widget-page.module.css'

const ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
const newLook: WidgetLook = {
  company: '',
  accent: '#5b5bd6',
  languages: ['en', 'zh'],
  greeting: { en: 'Hello! How can we help?', zh: '您好，请问有什么可以帮您？' },
  preChat: true,
  position: 'right',
  showCompany: true,
  domains: [],
  proactive: [],
}

/** The widgets of the company: how each looks, live, and whom it serves. Which one stands in the address. */
export function WidgetPage() {
  const { t } = useTranslation(['content', 'admin'])
  const { data, error, refetch } = useQuery(widgetsQuery)
  const navigate = useNavigate()
  const { id } = useSearch({ strict: false }) as { id?: string }
  const accounts = data && withNew(data, id)
  const shown = accounts?.find((account) => account.id === id) ?? accounts?.[0]
  const choose = (search: { id?: string }, done = false) =>
    void navigate({ to: '/admin/widget', search, replace: true, ignoreBlocker: done })
  return (
    <Page title={t('admin:pages.widget')} hint={t('widget.hint')}>
      {error && <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />}
      {accounts && <Choose accounts={accounts} shown={shown} onChoose={(next) => choose({ id: next })} />}
      {shown && <WidgetEditor key={shown.id} account={shown} onDrop={() => choose({}, true)} />}
    </Page>
  )
}

/** With the one that is chosen and not there yet. */
function withNew(accounts: readonly WidgetAccount[], id: string | undefined): readonly WidgetAccount[] {
  if (id === undefined || !ID.test(id) || accounts.some((account) => account.id === id)) return accounts
  const company = accounts[0]?.look.company ?? ''
  return [...accounts, { id, version: 0, look: { ...newLook, company }, keys: [] }]
}

function Choose({
  accounts,
  shown,
  onChoose,
}: {
  accounts: readonly WidgetAccount[]
  shown: WidgetAccount | undefined
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation('content')
  const [id, setId] = useState('')
  const taken = accounts.some((account) => account.id === id)
  const add = () => {
    onChoose(id)
    setId('')
  }
  return (
    <div className={styles.choose}>
      {accounts.length > 1 && (
        <NativeSelect
          label={t('widget.which')}
          value={shown?.id ?? ''}
          data={accounts.map((account) => account.id)}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      )}
      {shown?.version !== 0 && (
        <>
          <TextInput
            label={t('widget.newId')}
            value={id}
            placeholder="my-shop"
            error={id !== '' && (taken || !ID.test(id)) ? t('widget.idWrong') : undefined}
            onChange={(event) => setId(event.currentTarget.value.trim())}
          />
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            disabled={!ID.test(id) || taken}
            onClick={add}
          >
            {t('widget.add')}
          </Button>
        </>
      )}
    </div>
  )
}
