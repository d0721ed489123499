import { TextInput } from '@mantine/core'
import './mantine-input.css'

/** A person's own name, at the ways in. */
export function NameField({
  label,
  hint,
  problem,
  value,
  onChange,
}: {
  label: string
  hint: string
  problem: string | undefined
  value: string
  onChange: (name: string) => void
}) {
  return (
    <TextInput
      label={label}
      description={hint}
      autoComplete="name"
      autoFocus
      size="md"
      maxLength={120}
      value={value}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
