import { Button, PasswordInput, TextInput } from '@mantine/core'
import type { SessionInfo } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { ApiError } from '../../lib/api-error.ts'
import { useSeconds } from '../../lib/clock.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import '../../ui/mantine-input.css'
import styles from './sign-in-page.module.css'

type Problem =
  | { kind: 'missing'; email: boolean; password: boolean }
  | { kind: 'wait'; until: number }
  | { kind: 'refused'; code: ApiError['code'] }

export function SignInForm({ onSignedIn }: { onSignedIn: (session: SessionInfo) => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  const submit = async () => {
    if (email.trim() === '' || password === '') {
      setProblem({ kind: 'missing', email: email.trim() === '', password: password === '' })
      return
    }
    setBusy(true)
    setProblem(undefined)
    try {
      onSignedIn(await api.signIn({ email: email.trim(), password }))
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const missing = problem?.kind === 'missing' ? problem : undefined
  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      {problem && problem.kind !== 'missing' && <ProblemLine problem={problem} />}
      <TextInput
        label={t('signIn.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        size="md"
        value={email}
        error={missing?.email ? t('signIn.emailMissing') : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        error={missing?.password ? t('signIn.passwordMissing') : undefined}
        visibilityToggleButtonProps={{ 'aria-hidden': true }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('signIn.submit')}
      </Button>
      <Link className={styles.forgot} to="/forgot">
        {t('signIn.forgot')}
      </Link>
    </form>
  )
}

function ProblemLine({ problem }: { problem: Exclude<Problem, { kind: 'missing' }> }) {
  const { t } = useTranslation()
  const now = useSeconds()
  if (problem.kind === 'wait') {
    const count = Math.ceil((problem.until - now) / 1000)
    if (count <= 0) return null
    return (
      <p className={styles.problem} role="alert">
        {t('signIn.wait', { count })}
      </p>
    )
  }
  const own = {
    wrong_credentials: 'signIn.wrong',
    demo_refused: 'signIn.demo',
    invalid_request: 'signIn.wrong',
  } as const
  const { code } = problem
  return (
    <p className={styles.problem} role="alert">
      {code in own ? t(own[code as keyof typeof own]) : t(`errors.${code}`)}
    </p>
  )
}

const DEFAULT_WAIT_S = 30

function problemOf(error: unknown): Problem {
  if (!(error instanceof ApiError)) return { kind: 'refused', code: 'internal' }
  if (error.code !== 'too_many_requests') return { kind: 'refused', code: error.code }
  const { retryAfter, seconds, retryAfterS } = error.details
  const wait = [seconds, retryAfterS, retryAfter].map(Number).find((value) => value > 0)
  return { kind: 'wait', until: Date.now() + (wait ?? DEFAULT_WAIT_S) * 1000 }
}
