import { Button } from '@mantine/core'
import { useId } from 'react'
import { useCommands } from '../lib/commands.ts'
import styles from './done-message.module.css'
import { CommandKeys } from './kbd.tsx'

/** What was done, and the way back: by the button or, while it stands there, by a key. */
export function DoneMessage({
  message,
  undo,
}: {
  message: string
  undo: { label: string; run: () => void } | undefined
}) {
  // Of several the newest has the key.
  useCommands(useId(), { undo: undo?.run })
  return (
    <span className={styles.root}>
      <span>{message}</span>
      {undo && (
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<CommandKeys command="undo" />}
          onClick={undo.run}
        >
          {undo.label}
        </Button>
      )}
    </span>
  )
}
