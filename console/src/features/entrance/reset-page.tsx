import { Button } from '@mantine/core'
import type { LinkOwner } from '@parley/server/contract'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { useState } from 'react'
import { entranceApi } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { PasswordField } from '../../ui/password-field.tsx'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'
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
  const of = { email: owner.email, name: owner.name ?? '' }

  const form = useSubmit({
    fits: !passwordProblem(password, of),
    send: async () => onSignedIn(await entranceApi.reset(token, password)),
  })
  return (
    <SubmitForm of={form}>
      <input type="hidden" name="username" autoComplete="username" value={owner.email} />
      <PasswordField
        label={t('password.new')}
        value={password}
        of={of}
        judged={form.tried}
        autoFocus
        onChange={setPassword}
      />
      <Button type="submit" size="md" loading={form.busy} fullWidth>
        {t('reset.submit')}
      </Button>
    </SubmitForm>
  )
}
