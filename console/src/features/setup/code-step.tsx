import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FailureCode } from '../../lib/api-error.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import '../../ui/mantine-input.css'

/** Who opens a fresh install without the printed address has to bring its code. */
export function CodeStep({
  wrong,
  onToken,
}: {
  wrong: FailureCode | undefined
  onToken: (token: string) => void
}) {
  const { t } = useTranslation(['entrance', 'translation'])
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    // The whole address may be pasted too.
    const token = code.trim().split('#').at(-1) ?? ''
    if (token !== '') onToken(token)
  }
  return (
    <FrontDoor title={t('setup.codeTitle')} subtitle={t('setup.codeHint')}>
      <form className={form.form} onSubmit={submit} noValidate>
        {wrong && (
          <p className={form.problem} role="alert">
            {t(`translation:errors.${wrong}`)}
          </p>
        )}
        <TextInput
          label={t('setup.code')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          size="md"
          value={code}
          error={tried && code.trim() === '' ? t('setup.codeMissing') : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth>
          {t('setup.next')}
        </Button>
      </form>
    </FrontDoor>
  )
}
