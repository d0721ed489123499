import type { ComponentPropsWithRef } from 'react'
import { type CommandId, useKeyShortcuts } from '../lib/commands.ts'
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
  const shortcuts = useKeyShortcuts(command)
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
      {...shortcuts}
    >
      {children}
    </button>
  )
}
