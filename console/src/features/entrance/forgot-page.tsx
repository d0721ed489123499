import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { entranceApi, entranceQuery } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import '../../ui/mantine-input.css'

/** Asks for a link to a new password. What it answers is the same whether there is such a person or not. */
export function ForgotPage() {
  const { t } = useTranslation('entrance')
  const { data } = useQuery(entranceQuery)
  return (
    <FrontDoor title={t('forgot.title')} {...(data?.mail ? { subtitle: t('forgot.subtitle') } : {})}>
      <div className={form.form}>
        {data?.mail === false && <p className={form.told}>{t('forgot.noMail')}</p>}
        {data?.mail && <ForgotForm />}
        <Link className={form.link} to="/sign-in">
          {t('forgot.back')}
        </Link>
      </div>
    </FrontDoor>
  )
}

function ForgotForm() {
  const { t } = useTranslation(['entrance', 'translation'])
  const [email, setEmail] = useState('')
  const [state, setState] = useState<'busy' | 'sent' | 'wrong'>()
  const [failure, setFailure] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(undefined)
    if (!/^\S+@\S+$/.test(email.trim())) return setState('wrong')
    setState('busy')
    try {
      await entranceApi.forgot(email)
      setState('sent')
    } catch (error) {
      const code = codeOf(error)
      setState(code === 'invalid_request' ? 'wrong' : undefined)
      if (code === 'too_many_requests') setFailure(t('forgot.wait'))
      else if (code !== 'invalid_request') setFailure(t(`translation:errors.${code}`))
    }
  }
  return (
    <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
      {failure && (
        <p className={form.problem} role="alert">
          {failure}
        </p>
      )}
      {state === 'sent' && (
        <p className={form.good} role="status">
          {t('forgot.sent')}
        </p>
      )}
      <TextInput
        label={t('field.email')}
        type="email"
        autoComplete="username"
        autoFocus
        size="md"
        value={email}
        error={state === 'wrong' ? t('field.emailWrong') : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={state === 'busy'} fullWidth>
        {t('forgot.submit')}
      </Button>
    </form>
  )
}
