import type { ComponentPropsWithRef } from 'react'
import { type CommandId, useKeysOf } from '../lib/commands.ts'
import styles from './icon-button.module.css'

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  label: string
  command?: CommandId
  pressed?: boolean
  /** Whether the panel that it opens is there. */
  expanded?: boolean
}

/** An icon is never alone: its name and its keys come as a tip (`tip-host.tsx`). */
export function IconButton({ label, command, pressed, expanded, children, ...rest }: IconButtonProps) {
  const keys = useKeysOf(command)
  return (
    <button
      type="button"
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-haspopup': 'dialog' as const })}
      {...rest}
      className={styles.button}
      aria-label={label}
      data-tip={label}
      data-tip-command={command}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(keys.length === 1 ? { 'aria-keyshortcuts': keys[0] } : {})}
    >
      {children}
    </button>
  )
}
