import { Modal } from '@mantine/core'
import { commandGroups, commandList, keysOf } from '../lib/commands.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { CommandKeys, Kbd } from '../ui/kbd.tsx'
import '../ui/mantine-dialog.css'
import styles from './help-sheet.module.css'

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commands.help')}
      size={680}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={styles.intro}>{t('commands.helpIntro')}</p>
      <div className={styles.groups}>
        {commandGroups.map((group) => (
          <section key={group}>
            <h3 className={styles.group}>{t(`commands.${group}`)}</h3>
            <dl className={styles.list}>
              {commandList
                .filter((command) => command.group === group && keysOf(command.id).length > 0)
                .map((command) => (
                  <div key={command.id} className={styles.line}>
                    <dt>{t(`commands.${command.id}`)}</dt>
                    <dd>
                      <CommandKeys command={command.id} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <ComposerKeys />
      </div>
    </Modal>
  )
}

const composerKeys = [
  { label: 'commands.send', keys: ['Enter'] },
  { label: 'commands.newLine', keys: ['Shift', 'Enter'] },
  { label: 'commands.canned', keys: ['/'] },
] as const

function ComposerKeys() {
  const { t } = useTranslation()
  return (
    <section>
      <h3 className={styles.group}>{t('commands.inComposer')}</h3>
      <dl className={styles.list}>
        {composerKeys.map(({ label, keys }) => (
          <div key={label} className={styles.line}>
            <dt>{t(label)}</dt>
            <dd className={styles.keys}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
