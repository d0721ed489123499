import { Modal } from '@mantine/core'
import { type CommandGroup, commandGroups, commandList, keysOf } from '../lib/commands.ts'
import { usePreference } from '../lib/preferences.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { FixedKeyNames } from '../ui/fixed-key-names.tsx'
import { fixedKeysFor } from '../ui/fixed-keys.ts'
import { CommandKeys } from '../ui/kbd.tsx'
import '../ui/mantine-dialog.css'
import styles from './help-sheet.module.css'

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['translation', 'keys'])
  const singleKeys = usePreference('singleKeys')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commands.help')}
      size={680}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={styles.intro}>{singleKeys ? t('commands.helpIntro') : t('keys:off')}</p>
      <div className={styles.groups}>
        {commandGroups.filter(hasKeys).map((group) => (
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
        <FixedSections />
      </div>
    </Modal>
  )
}

function hasKeys(group: CommandGroup): boolean {
  return commandList.some((command) => command.group === group && keysOf(command.id).length > 0)
}

function FixedSections() {
  const { t } = useTranslation('keys')
  const singleKeys = usePreference('singleKeys')
  return fixedKeysFor(singleKeys).map(({ place, lines }) => (
    <section key={place}>
      <h3 className={styles.group}>{t(place)}</h3>
      <dl className={styles.list}>
        {lines.map(({ name, keys, as }) => (
          <div key={name} className={styles.line}>
            <dt>{t(name)}</dt>
            <dd className={styles.keys}>
              <FixedKeyNames keys={keys} {...(as ? { as } : {})} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
