import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './action-form.module.css'

interface NoteFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** The contract has no empty note: either there is one or the field is left out. */
export function noteOf(text: string): { note?: string } {
  const note = text.trim()
  return note === '' ? {} : { note }
}

export function NoteField({ label, value, onChange }: NoteFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  return (
    <div>
      <label className={styles.label} htmlFor={id}>
        {label} ({t('common.optional')})
      </label>
      <textarea
        id={id}
        className={styles.area}
        rows={2}
        maxLength={4000}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
    </div>
  )
}
