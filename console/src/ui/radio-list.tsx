import { useId } from 'react'
import styles from './radio-list.module.css'

interface RadioListProps<Id extends string> {
  label: string
  options: readonly { id: Id; name: string }[]
  value: Id | undefined
  onChange: (id: Id) => void
  /** The form's first field: it gets the focus, so that one key chooses and Enter finishes. */
  autoFocus?: boolean
}

export function RadioList<Id extends string>({
  label,
  options,
  value,
  onChange,
  autoFocus = false,
}: RadioListProps<Id>) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.id} className={styles.option}>
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={option.id === value}
              data-autofocus={(autoFocus && option.id === value) || undefined}
              onChange={() => onChange(option.id)}
            />
            {option.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
