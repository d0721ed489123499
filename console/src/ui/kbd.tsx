import { type CommandId, useKeysOf } from '../lib/commands.ts'
import { useTranslation } from '../lib/use-translation.ts'
import styles from './kbd.module.css'
import { keyName } from './key-name.ts'

export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{keyName(children)}</kbd>
}

/** The keys of a command, as the registry has them. */
export function CommandKeys({ command }: { command: CommandId }) {
  const { t } = useTranslation()
  const keys = useKeysOf(command)
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
