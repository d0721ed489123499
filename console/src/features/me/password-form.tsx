import { Button, PasswordInput } from '@mantine/core'
import { passwordProblem } from '@parley/server/contract/password-rules'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { ownApi, ownSessionsQuery } from '../../lib/people-api.ts'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { PasswordField } from '../../ui/password-field.tsx'
import styles from './security-page.module.css'
import '../../ui/mantine-input.css'

/** The old password, and a new one: every other session ends. */
export function PasswordForm() {
  const { t } = useTranslation(['entrance', 'translation'])
  const { user } = useSession()
  const queryClient = useQueryClient()
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const [state, setState] = useState<'busy' | 'done' | 'wrong'>()
  const [failure, setFailure] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setFailure(undefined)
    if (old === '' || passwordProblem(next, user)) return
    setState('busy')
    try {
      await ownApi.password(old, next)
      setState('done')
      setOld('')
      setNext('')
      setTried(false)
      await queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
    } catch (error) {
      const code = codeOf(error)
      setState(code === 'wrong_password' ? 'wrong' : undefined)
      if (code !== 'wrong_password') setFailure(t(`translation:errors.${code}`))
    }
  }
  const oldProblem =
    state === 'wrong' ? t('security.wrong') : old === '' ? t('security.oldMissing') : undefined
  return (
    <form className={`${form.form} ${styles.form}`} onSubmit={(event) => void submit(event)} noValidate>
      {failure && (
        <p className={form.problem} role="alert">
          {failure}
        </p>
      )}
      {state === 'done' && (
        <p className={form.good} role="status">
          {t('security.changed')}
        </p>
      )}
      <input type="hidden" name="username" autoComplete="username" value={user.email} />
      <PasswordInput
        label={t('security.old')}
        autoComplete="current-password"
        size="md"
        value={old}
        error={tried ? oldProblem : undefined}
        visibilityToggleButtonProps={{ 'aria-hidden': true }}
        onChange={(event) => {
          setOld(event.currentTarget.value)
          setState(undefined)
        }}
      />
      <PasswordField label={t('password.new')} value={next} of={user} judged={tried} onChange={setNext} />
      <Button type="submit" size="md" loading={state === 'busy'}>
        {t('security.change')}
      </Button>
    </form>
  )
}
