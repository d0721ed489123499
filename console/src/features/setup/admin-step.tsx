import { Button, TextInput } from '@mantine/core'
import type { SessionInfo } from '@parley/server/contract'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { useState } from 'react'
import { currentLanguage } from '../../lib/i18n.ts'
import { setupApi } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { FrontDoor } from '../../ui/front-door.tsx'
import { NameField } from '../../ui/name-field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { StepProgress } from './step-progress.tsx'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'

/** The step that decides: the first account. */
export function AdminStep({
  token,
  onMade,
  onTooLate,
  onBack,
}: {
  token: string
  onMade: (session: SessionInfo) => void
  onTooLate: () => void
  onBack: () => void
}) {
  const { t } = useTranslation(['entrance', 'translation'])
  const [{ name, email, password }, setDraft] = useState({ name: '', email: '', password: '' })
  const change = (part: Partial<{ name: string; email: string; password: string }>) =>
    setDraft((before) => ({ ...before, ...part }))
  const emailWrong = !/^\S+@\S+\.\S+$/.test(email.trim())

  const form = useSubmit({
    fits: name.trim() !== '' && !emailWrong && !passwordProblem(password, { email, name }),
    send: async () =>
      onMade(await setupApi.admin({ token, name, email, password, language: currentLanguage() })),
    wordsOf: (code) => {
      if (code === 'invalid_request') return t('field.emailWrong')
      if (code !== 'set_up_already') return undefined
      onTooLate()
      return ''
    },
  })
  return (
    <FrontDoor title={t('setup.admin')} subtitle={t('setup.adminHint')} progress={<StepProgress step={2} />}>
      <SubmitForm of={form}>
        <NameField
          label={t('field.name')}
          hint={t('field.nameHint')}
          problem={form.tried && name.trim() === '' ? t('field.nameMissing') : undefined}
          value={name}
          onChange={(next) => change({ name: next })}
        />
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          size="md"
          value={email}
          error={form.tried && emailWrong ? t('field.emailWrong') : undefined}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <PasswordField
          label={t('password.label')}
          value={password}
          of={{ email, name }}
          judged={form.tried}
          onChange={(next) => change({ password: next })}
        />
        <Button type="submit" size="md" loading={form.busy} fullWidth>
          {t('setup.create')}
        </Button>
        <Button variant="default" size="md" onClick={onBack} fullWidth>
          {t('setup.back')}
        </Button>
      </SubmitForm>
    </FrontDoor>
  )
}
