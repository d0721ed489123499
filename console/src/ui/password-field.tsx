import { PasswordInput } from '@mantine/core'
import { passwordProblem, passwordStrength } from '@parley/server/contract/password-rules'
import { useTranslation } from '../lib/use-translation.ts'
import './mantine-input.css'

/** A new password: what is wrong with it, or how good it is, in words under the field. */
export function PasswordField({
  label,
  value,
  of,
  judged,
  autoFocus = false,
  onChange,
}: {
  label: string
  value: string
  of: { email: string; name: string }
  /** Whether it was tried to send: from then on what is wrong is an error. */
  judged: boolean
  autoFocus?: boolean
  onChange: (value: string) => void
}) {
  const { t } = useTranslation('entrance')
  const problem = passwordProblem(value, of)
  const words = problem ? t(`password.${problem}`) : t(`password.${passwordStrength(value)}`)
  return (
    <PasswordInput
      label={label}
      name="new-password"
      autoComplete="new-password"
      size="md"
      autoFocus={autoFocus}
      value={value}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={problem && judged ? undefined : <span aria-live="polite">{words}</span>}
      error={problem && judged ? words : undefined}
      visibilityToggleButtonProps={{ 'aria-hidden': true }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
