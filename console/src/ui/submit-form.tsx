import { type FormEvent, type ReactNode, useState } from 'react'
import { codeOf, type FailureCode } from '../lib/api-error.ts'
import { useTranslation } from '../lib/use-translation.ts'
import form from './form.module.css'

export interface Submit {
  /** Somebody has tried to send it: from now on what is missing is marked. */
  tried: boolean
  busy: boolean
  failure: string | undefined
  submit: (event: FormEvent) => void
}

/** Sending a form: once at a time, only when it fits, and with words when it fails. */
export function useSubmit({
  fits,
  send,
  wordsOf,
}: {
  fits: boolean
  send: () => Promise<void>
  /** Words of its own for a failure; an empty text for one that is shown elsewhere. */
  wordsOf?: (code: FailureCode) => string | undefined
}): Submit {
  const { t } = useTranslation()
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const work = async () => {
    setTried(true)
    if (!fits || busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      // Afterwards the form is gone: until then it stays busy.
      await send()
    } catch (error) {
      const code = codeOf(error)
      setFailure(wordsOf?.(code) ?? t(`errors.${code}`))
      setBusy(false)
    }
  }
  return {
    tried,
    busy,
    failure,
    submit: (event) => {
      event.preventDefault()
      void work()
    },
  }
}

/** A form with the reason of its last failure above its fields. */
export function SubmitForm({ of, children }: { of: Submit; children: ReactNode }) {
  return (
    <form className={form.form} onSubmit={of.submit} noValidate>
      {of.failure && (
        <p className={form.problem} role="alert">
          {of.failure}
        </p>
      )}
      {children}
    </form>
  )
}
