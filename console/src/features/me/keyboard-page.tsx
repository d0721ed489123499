import { Button } from '@mantine/core'
import { commandGroups, commandList } from '../../lib/commands.ts'
import { changePreferences, usePreference } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { FixedKeyNames } from '../../ui/fixed-key-names.tsx'
import { fixedKeysFor } from '../../ui/fixed-keys.ts'
import { Card } from '../../ui/page.tsx'
import { KeyRow } from './key-row.tsx'
import styles from './me.module.css'
import { MePage } from './me-page.tsx'

/** Every command with its keys, to be changed, taken away and brought back. */
export function KeyboardPage() {
  const { t } = useTranslation(['me', 'translation'])
  const singleKeys = usePreference('singleKeys')
  const keys = usePreference('keys')
  return (
    <MePage part="keyboard">
      <Card
        id="me-single"
        title={t('singleTitle')}
        aside={
          <Button
            size="xs"
            variant="default"
            disabled={Object.keys(keys).length === 0}
            onClick={() => changePreferences({ keys: {} })}
          >
            {t('resetAll')}
          </Button>
        }
      >
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => changePreferences({ singleKeys: event.currentTarget.checked })}
          />
          {t('single')}
        </label>
        <p className={styles.hint}>{t('singleHint')}</p>
      </Card>
      {commandGroups.map((group) => (
        <Card key={group} id={`me-${group}`} title={t(`translation:commands.${group}`)}>
          <table className={styles.commands}>
            <tbody>
              {commandList
                .filter((command) => command.group === group)
                .map((command) => (
                  <KeyRow key={command.id} command={command} />
                ))}
            </tbody>
          </table>
        </Card>
      ))}
      <FixedCard />
    </MePage>
  )
}

/** What cannot be chosen, so that nobody looks for it. */
function FixedCard() {
  const { t } = useTranslation('keys')
  const singleKeys = usePreference('singleKeys')
  return (
    <Card id="me-fixed" title={t('fixed')}>
      <p className={styles.hint}>{t('fixedHint')}</p>
      <table className={styles.commands}>
        {fixedKeysFor(singleKeys).map(({ place, lines }) => (
          <tbody key={place}>
            <tr>
              <th scope="rowgroup" colSpan={2} className={styles.place}>
                {t(place)}
              </th>
            </tr>
            {lines.map(({ name, keys, as }) => (
              <tr key={name}>
                <th scope="row">{t(name)}</th>
                <td>
                  <FixedKeyNames keys={keys} {...(as ? { as } : {})} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Card>
  )
}
