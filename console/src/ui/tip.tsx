import { Tooltip } from '@mantine/core'
import type { CommandId } from '../lib/commands.ts'
import { CommandKeys } from './kbd.tsx'
import styles from './tip.module.css'

/** What an element says of itself: its words, a line each, and the keys that do the same. */
export function Tip({ at }: { at: HTMLElement }) {
  const { tip = '', tipCommand } = at.dataset
  const lines = tip.split('\n')
  return (
    <Tooltip
      key={tip}
      target={at}
      opened
      multiline
      maw={320}
      label={
        <span className={styles.tip} data-lines={lines.length > 1 || undefined}>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
          {tipCommand && <CommandKeys command={tipCommand as CommandId} />}
        </span>
      }
    />
  )
}
