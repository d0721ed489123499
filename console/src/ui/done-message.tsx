import { Button } from '@mantine/core'
import styles from './done-message.module.css'

/** What was done, and the way back. */
export function DoneMessage({
  message,
  undo,
}: {
  message: string
  undo: { label: string; run: () => void } | undefined
}) {
  return (
    <span className={styles.root}>
      <span>{message}</span>
      {undo && (
        <Button size="compact-sm" variant="default" onClick={undo.run}>
          {undo.label}
        </Button>
      )}
    </span>
  )
}
