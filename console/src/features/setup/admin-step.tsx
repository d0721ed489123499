import { Button, TextInput } from '@mantine/core'
import type { SessionInfo } from '@parley/server/contract'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../lib/api-error.ts'
import { currentLanguage } from '../../lib/i18n.ts'
import { setupApi } from '../../lib/people-api.ts'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { StepProgress } from './step-progress.tsx'
import '../../ui/mantine-input.css'

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
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const change = (part: Partial<{ name: string; email: string; password: string }>) =>
    setDraft((before) => ({ ...before, ...part }))
  const emailWrong = !/^\S+@\S+\.\S+$/.test(email.trim())

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || emailWrong || passwordProblem(password, { email, name })) return
    setBusy(true)
    try {
      onMade(await setupApi.admin({ token, name, email, password, language: currentLanguage() }))
    } catch (error) {
      const code = codeOf(error)
      if (code === 'set_up_already') return onTooLate()
      setFailure(code === 'invalid_request' ? t('field.emailWrong') : t(`translation:errors.${code}`))
      setBusy(false)
    }
  }
  return (
    <FrontDoor title={t('setup.admin')} subtitle={t('setup.adminHint')} progress={<StepProgress step={2} />}>
      <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
        {failure && (
          <p className={form.problem} role="alert">
            {failure}
          </p>
        )}
        <TextInput
          label={t('field.name')}
          description={t('field.nameHint')}
          autoComplete="name"
          autoFocus
          size="md"
          maxLength={120}
          value={name}
          error={tried && name.trim() === '' ? t('field.nameMissing') : undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="username"
          size="md"
          value={email}
          error={tried && emailWrong ? t('field.emailWrong') : undefined}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <PasswordField
          label={t('password.label')}
          value={password}
          of={{ email, name }}
          judged={tried}
          onChange={(next) => change({ password: next })}
        />
        <Button type="submit" size="md" loading={busy} fullWidth>
          {t('setup.create')}
        </Button>
        <Button variant="default" size="md" onClick={onBack} fullWidth>
          {t('setup.back')}
        </Button>
      </form>
    </FrontDoor>
  )
}
