import type { KeyboardEventHandler, Ref } from 'react'
import styles from './field.module.css'

interface ValueInputProps {
  id: string
  type: 'text' | 'number' | 'date' | 'choice' | 'yesno' | 'email' | 'tel'
  choices: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
  label?: string | undefined
  invalid?: boolean | undefined
  describedBy?: string | undefined
  inputRef?: Ref<HTMLInputElement & HTMLSelectElement> | undefined
  onKeyDown?: KeyboardEventHandler<HTMLElement> | undefined
  onBlur?: (() => void) | undefined
}

/** One input for every kind of value of a record. */
export function ValueInput(props: ValueInputProps) {
  const { id, type, choices, value, onChange, label, invalid, describedBy, inputRef, onKeyDown, onBlur } =
    props
  const common = {
    id,
    className: styles.input,
    value,
    ref: inputRef,
    onKeyDown,
    onBlur,
    'aria-label': label,
    'aria-invalid': invalid ? true : undefined,
    'aria-describedby': describedBy,
  } as const
  if (type === 'choice' || type === 'yesno') {
    return (
      <select {...common} onChange={(event) => onChange(event.target.value)}>
        <option value="">–</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      {...common}
      type={type === 'number' ? 'text' : type === 'email' ? 'text' : type}
      inputMode={type === 'number' ? 'decimal' : type === 'email' ? 'email' : undefined}
      autoComplete="off"
      spellCheck={false}
      maxLength={2000}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
