import { Button } from '@mantine/core'
import type { LinkOwner } from '@parley/server/contract'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../lib/api-error.ts'
import { entranceApi } from '../../lib/people-api.ts'
import form from '../../ui/form.module.css'
import { PasswordField } from '../../ui/password-field.tsx'
import { LinkPage, type LinkPageProps } from './link-page.tsx'

/** A forgotten password is replaced. */
export function ResetPage({ token, onSignedIn }: LinkPageProps) {
  const { t } = useTranslation('entrance')
  return (
    <LinkPage
      kind="reset"
      token={token}
      title={() => t('reset.title')}
      subtitle={({ email }) => t('reset.subtitle', { email })}
    >
      {(owner) => <ResetForm owner={owner} token={token} onSignedIn={onSignedIn} />}
    </LinkPage>
  )
}

function ResetForm({ owner, token, onSignedIn }: LinkPageProps & { owner: LinkOwner }) {
  const { t } = useTranslation(['entrance', 'translation'])
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const of = { email: owner.email, name: owner.name ?? '' }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (passwordProblem(password, of)) return
    setBusy(true)
    try {
      onSignedIn(await entranceApi.reset(token, password))
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
      <input type="hidden" name="username" autoComplete="username" value={owner.email} />
      <PasswordField
        label={t('password.new')}
        value={password}
        of={of}
        judged={tried}
        autoFocus
        onChange={setPassword}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('reset.submit')}
      </Button>
    </form>
  )
}
