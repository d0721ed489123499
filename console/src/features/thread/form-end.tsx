import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './action-form.module.css'
import type { Step } from './use-step.ts'

interface FormEndProps {
  step: Step
  label: string
  disabled?: boolean
  /** The form has no field before it that would take the focus. */
  first?: boolean
  keys?: ReactNode
}

/** The end of a form: why the last try was refused, and the button for another. */
export function FormEnd({ step, label, disabled = false, first = false, keys }: FormEndProps) {
  const { busy } = step
  return (
    <>
      <FormProblem step={step} />
      <div className={styles.end}>
        {/* Busy it keeps the focus: after a refusal one goes on from where one was. */}
        <Button
          type="submit"
          size="sm"
          disabled={disabled}
          aria-disabled={busy || undefined}
          data-disabled={busy}
          data-autofocus={first || undefined}
          leftSection={busy ? <Loader size={14} color="currentColor" /> : undefined}
          rightSection={keys}
        >
          {label}
        </Button>
      </div>
    </>
  )
}

/** Stands there from the beginning, so that what comes into it is read out. */
export function FormProblem({ step: { problem } }: { step: Step }) {
  return (
    <p role="alert" className={styles.problem}>
      {problem}
    </p>
  )
}
