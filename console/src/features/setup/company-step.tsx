import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { SetupCompany } from '@parley/server/contract'
import { useState } from 'react'
import { currentLanguage, languages } from '../../lib/i18n.ts'
import { setupApi } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CheckList } from '../../ui/check-list.tsx'
import { FrontDoor } from '../../ui/front-door.tsx'
import { languageOwnNames } from '../../ui/language-switch.tsx'
import { zoneGroups } from '../../ui/time-zones.ts'
import { StepProgress } from './step-progress.tsx'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'

/** Name, time zone, languages: kept, and nothing made of it yet. */
export function CompanyStep({
  token,
  company,
  onSaved,
  onTooLate,
}: {
  token: string
  company: SetupCompany | undefined
  onSaved: (company: SetupCompany) => void
  onTooLate: () => void
}) {
  const { t } = useTranslation(['entrance', 'translation'])
  const [draft, setDraft] = useState<SetupCompany>(() => company ?? startOf())
  const form = useSubmit({
    fits: draft.name.trim() !== '' && draft.languages.length > 0,
    send: async () => {
      await setupApi.company(token, draft)
      onSaved(draft)
    },
    wordsOf: (code) => {
      if (code !== 'set_up_already') return undefined
      onTooLate()
      return ''
    },
  })
  return (
    <FrontDoor
      title={t('setup.company')}
      subtitle={t('setup.companyHint')}
      progress={<StepProgress step={1} />}
    >
      <SubmitForm of={form}>
        <TextInput
          label={t('setup.companyName')}
          autoComplete="organization"
          autoFocus
          size="md"
          maxLength={80}
          value={draft.name}
          error={form.tried && draft.name.trim() === '' ? t('setup.companyMissing') : undefined}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('setup.timeZone')}
          size="md"
          data={zoneGroups(draft.timeZone)}
          value={draft.timeZone}
          onChange={(event) => setDraft({ ...draft, timeZone: event.currentTarget.value })}
        />
        <CheckList
          label={t('setup.languages')}
          options={languages.map((id) => ({ id, name: languageOwnNames[id] }))}
          value={draft.languages}
          error={form.tried && draft.languages.length === 0 ? t('setup.languageMissing') : undefined}
          onChange={(chosen) => setDraft({ ...draft, languages: chosen })}
        />
        <Button type="submit" size="md" loading={form.busy} fullWidth>
          {t('setup.next')}
        </Button>
      </SubmitForm>
    </FrontDoor>
  )
}

function startOf(): SetupCompany {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { name: '', timeZone, languages: currentLanguage() === 'zh' ? ['zh'] : ['en', 'zh'] }
}
