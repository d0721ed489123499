import { NativeSelect, TextInput } from '@mantine/core'
import type { CompanySettings, StoredSettings } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { settingsQuery, useSaveSettings } from '../../lib/settings.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Card, Page } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { zoneGroups } from '../../ui/time-zones.ts'
import '../../ui/mantine-input.css'
import styles from './company-page.module.css'

/** Name and time zone of the company. */
export function CompanyPage() {
  const { t } = useTranslation(['admin', 'translation'])
  const { data, error, refetch } = useQuery(settingsQuery('company'))
  return (
    <Page title={t('pages.company')} hint={t('company.hint')} width="reading">
      {error && <ErrorState title={t('company.failed')} error={error} onRetry={() => void refetch()} />}
      {data && <CompanyForm stored={data} onReload={() => void refetch()} />}
    </Page>
  )
}

function CompanyForm({ stored, onReload }: { stored: StoredSettings<'company'>; onReload: () => void }) {
  const { t } = useTranslation(['admin', 'translation'])
  const save = useSaveSettings('company')
  const [draft, setDraft] = useState<CompanySettings>()
  const shown = draft ?? stored.value
  const missing = shown.name.trim() === ''
  const problem = save.error
    ? codeOf(save.error) === 'changed_meanwhile'
      ? t('company.changed')
      : t(`translation:errors.${codeOf(save.error)}`)
    : undefined
  const change = (part: Partial<CompanySettings>) => setDraft({ ...shown, ...part })
  const submit = async () => {
    if (missing || !draft || save.isPending) return
    await save.mutateAsync({ version: stored.version, value: draft }).then(
      () => {
        setDraft(undefined)
        void notifyDone(t('company.saved'), { close: t('translation:common.close') })
      },
      // Told at the foot of the form.
      () => undefined,
    )
  }
  const discard = () => {
    setDraft(undefined)
    save.reset()
    onReload()
  }
  useSaveKey(() => void submit())
  return (
    <Card title={t('pages.company')} id="company-form">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextInput
          label={t('company.name')}
          description={t('company.nameHint')}
          maxLength={80}
          value={shown.name}
          error={missing ? t('company.nameMissing') : undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('company.timeZone')}
          description={t('company.timeZoneHint')}
          data={zoneGroups(shown.timeZone)}
          value={shown.timeZone}
          onChange={(event) => change({ timeZone: event.currentTarget.value })}
        />
        <SaveBar
          dirty={draft !== undefined}
          saving={save.isPending}
          problem={problem}
          onSave={() => void submit()}
          onDiscard={discard}
        />
      </form>
    </Card>
  )
}
