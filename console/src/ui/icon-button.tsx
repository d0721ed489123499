import { ActionIcon, Tooltip } from '@mantine/core'
import type { MouseEventHandler, ReactNode, Ref } from 'react'
import { type CommandId, useKeysOf } from '../lib/commands.ts'
import styles from './icon-button.module.css'
import { CommandKeys } from './kbd.tsx'

interface IconButtonProps {
  label: string
  command?: CommandId
  onClick?: MouseEventHandler<HTMLButtonElement>
  pressed?: boolean
  expanded?: boolean
  disabled?: boolean
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** An icon is never alone: its name and its keys come as a tooltip. */
export function IconButton({
  label,
  command,
  onClick,
  pressed,
  expanded,
  disabled,
  children,
  ref,
}: IconButtonProps) {
  const keys = useKeysOf(command)
  return (
    <Tooltip
      label={
        <span className={styles.tip}>
          {label}
          {command && <CommandKeys command={command} />}
        </span>
      }
    >
      <ActionIcon
        ref={ref}
        className={styles.button}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={label}
        disabled={disabled ?? false}
        {...(onClick ? { onClick } : {})}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...(expanded === undefined ? {} : { 'aria-expanded': expanded, 'aria-haspopup': 'dialog' as const })}
        {...(keys.length === 1 ? { 'aria-keyshortcuts': keys[0] } : {})}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
