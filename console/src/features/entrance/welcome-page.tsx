import { Button, NativeSelect } from '@mantine/core'
import type { LinkOwner } from '@parley/server/contract'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { useState } from 'react'
import { currentLanguage, type Language, languages, setLanguage } from '../../lib/i18n.ts'
import { entranceApi } from '../../lib/people-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { languageOwnNames } from '../../ui/language-switch.tsx'
import { NameField } from '../../ui/name-field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { LinkPage, type LinkPageProps } from './link-page.tsx'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'

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
  const { t } = useTranslation(['entrance', 'translation'])
  const language = useLanguage()
  const [name, setName] = useState(owner.name ?? '')
  const [password, setPassword] = useState('')
  const of = { email: owner.email, name }

  const form = useSubmit({
    fits: name.trim() !== '' && !passwordProblem(password, of),
    send: async () =>
      onSignedIn(await entranceApi.accept({ token, name, password, language: currentLanguage() })),
  })
  return (
    <SubmitForm of={form}>
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={owner.email} />
      <NameField
        label={t('field.name')}
        hint={t('field.nameHint')}
        problem={form.tried && name.trim() === '' ? t('field.nameMissing') : undefined}
        value={name}
        onChange={setName}
      />
      <PasswordField
        label={t('password.label')}
        value={password}
        of={of}
        judged={form.tried}
        onChange={setPassword}
      />
      <NativeSelect
        label={t('field.language')}
        size="md"
        value={language}
        data={languages.map((value) => ({ value, label: languageOwnNames[value] }))}
        onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
      />
      <Button type="submit" size="md" loading={form.busy} fullWidth>
        {t('welcome.submit')}
      </Button>
    </SubmitForm>
  )
}
