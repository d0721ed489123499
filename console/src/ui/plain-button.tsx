import type { ComponentPropsWithRef } from 'react'
import { type CommandId, useKeysOf } from '../lib/commands.ts'
import { keyName } from './key-name.ts'
import styles from './plain-button.module.css'

interface PlainButtonProps extends ComponentPropsWithRef<'button'> {
  label: string
  command?: CommandId
  /** Whether the panel that it opens is there. */
  expanded?: boolean
}

/** An icon with a name, for what is there from the first moment on: the browser's own tooltip needs no code. */
export function PlainButton({ label, command, expanded, children, ...rest }: PlainButtonProps) {
  const keys = useKeysOf(command)
  return (
    <button
      type="button"
      {...rest}
      className={styles.button}
      aria-label={label}
      title={keys.length > 0 ? `${label} (${keys.map(keyName).join(' ')})` : label}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-haspopup': 'dialog' as const })}
      {...(keys.length === 1 ? { 'aria-keyshortcuts': keys[0] } : {})}
    >
      {children}
    </button>
  )
}
