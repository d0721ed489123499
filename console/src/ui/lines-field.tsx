import { Textarea, type TextareaProps } from '@mantine/core'
import { useState } from 'react'

interface LinesFieldProps extends Omit<TextareaProps, 'value' | 'defaultValue' | 'onChange'> {
  value: readonly string[]
  /** Reads what was typed. */
  read: (text: string) => string[]
  onChange: (value: string[]) => void
}

/** A list that is written one a line. What is typed stays as typed while it says the value, and else the value is shown. */
export function LinesField({ value, read, onChange, ...rest }: LinesFieldProps) {
  const [typed, setTyped] = useState('')
  const said = read(typed)
  const same = said.length === value.length && said.every((line, index) => line === value[index])
  return (
    <Textarea
      {...rest}
      value={same ? typed : value.join('\n')}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(read(text))
      }}
    />
  )
}
