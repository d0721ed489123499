import { holdChoices } from '../../lib/held.ts'
import { changePreferences, usePreference } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './composer.module.css'

/** How long a reply waits for second thoughts: each person's own habit, kept with their preferences. */
export function HoldChoice() {
  const { t } = useTranslation('composer')
  const ms = usePreference('holdMs')
  return (
    <select
      className={styles.hold}
      aria-label={t('holdLabel')}
      title={t('holdLabel')}
      value={ms}
      onChange={(event) => {
        const chosen = holdChoices.find((choice) => String(choice) === event.currentTarget.value)
        if (chosen !== undefined) changePreferences({ holdMs: chosen })
      }}
    >
      {holdChoices.map((choice) => (
        <option key={choice} value={choice}>
          {choice === 0 ? t('holdNone') : t('holdFor', { seconds: choice / 1000 })}
        </option>
      ))}
    </select>
  )
}
