import { useId } from 'react'
import styles from './radio-list.module.css'

interface RadioListProps {
  label: string
  options: readonly { id: string; name: string }[]
  value: string | undefined
  onChange: (id: string) => void
}

export function RadioList({ label, options, value, onChange }: RadioListProps) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.options}>
        {options.map((option, index) => (
          <label key={option.id} className={styles.option}>
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={option.id === value}
              // The first thing in the form: one key chooses, Enter finishes.
              data-autofocus={option.id === value || (value === undefined && index === 0) ? true : undefined}
              onChange={() => onChange(option.id)}
            />
            {option.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
