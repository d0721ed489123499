import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { LinkOwner } from '@parley/server/contract'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../lib/api-error.ts'
import { currentLanguage, type Language, languages, setLanguage } from '../../lib/i18n.ts'
import { entranceApi } from '../../lib/people-api.ts'
import form from '../../ui/form.module.css'
import { languageOwnNames } from '../../ui/language-switch.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { LinkPage, type LinkPageProps } from './link-page.tsx'
import '../../ui/mantine-input.css'

/** An invitation is taken up: name, password, language. */
export function WelcomePage({ token, onSignedIn }: LinkPageProps) {
  const { t } = useTranslation('entrance')
  return (
    <LinkPage
      kind="invitation"
      token={token}
      title={({ company }) => t('welcome.title', { company })}
      subtitle={({ email }) => t('welcome.subtitle', { email })}
    >
      {(owner) => <WelcomeForm owner={owner} token={token} onSignedIn={onSignedIn} />}
    </LinkPage>
  )
}

function WelcomeForm({ owner, token, onSignedIn }: LinkPageProps & { owner: LinkOwner }) {
  const { t, i18n } = useTranslation(['entrance', 'translation'])
  const [name, setName] = useState(owner.name ?? '')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const of = { email: owner.email, name }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || passwordProblem(password, of)) return
    setBusy(true)
    try {
      onSignedIn(await entranceApi.accept({ token, name, password, language: currentLanguage() }))
    } catch (error) {
      setFailure(t(`translation:errors.${codeOf(error)}`))
      setBusy(false)
    }
  }
  return (
    <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
      {failure && (
        <p className={form.problem} role="alert">
          {failure}
        </p>
      )}
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={owner.email} />
      <TextInput
        label={t('field.name')}
        description={t('field.nameHint')}
        autoComplete="name"
        autoFocus
        size="md"
        maxLength={120}
        value={name}
        error={tried && name.trim() === '' ? t('field.nameMissing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t('password.label')}
        value={password}
        of={of}
        judged={tried}
        onChange={setPassword}
      />
      <NativeSelect
        label={t('field.language')}
        size="md"
        value={i18n.language}
        data={languages.map((value) => ({ value, label: languageOwnNames[value] }))}
        onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('welcome.submit')}
      </Button>
    </form>
  )
}
