import { useTranslation } from 'react-i18next'
import { type CommandId, keysOf } from '../lib/commands.ts'
import styles from './kbd.module.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const shown: Record<string, string> = { 'mod+k': isMac ? '⌘K' : 'Ctrl K', Escape: 'Esc', Enter: '↵' }

export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={styles.kbd}>
      {shown[children] ?? (children.length === 1 ? children.toUpperCase() : children)}
    </kbd>
  )
}

/** The keys of a command, as the registry has them. */
export function CommandKeys({ command }: { command: CommandId }) {
  const { t } = useTranslation()
  const keys = keysOf(command)
  if (keys.length === 0) return null
  return (
    <span className={styles.keys}>
      {keys.map((key, index) => (
        <span key={key} className={styles.keys}>
          {index > 0 && <span className={styles.word}>{t('commands.keyThen')}</span>}
          <Kbd>{key}</Kbd>
        </span>
      ))}
    </span>
  )
}
