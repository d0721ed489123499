import { changePreferences, usePreference } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { RadioList } from '../../ui/radio-list.tsx'
import styles from './me.module.css'
import { MePage } from './me-page.tsx'

/** Light or dark, and how close the rows stand. */
export function AppearancePage() {
  const { t } = useTranslation(['me', 'translation'])
  const theme = usePreference('theme')
  const density = usePreference('density')
  return (
    <MePage part="appearance">
      <Card id="me-theme" title={t('translation:shell.theme')}>
        <div className={styles.row}>
          <RadioList
            label={t('colours')}
            options={[
              { id: 'light' as const, name: t('translation:shell.light') },
              { id: 'dark' as const, name: t('translation:shell.dark') },
              { id: 'auto' as const, name: t('translation:shell.system') },
            ]}
            value={theme}
            onChange={(next) => changePreferences({ theme: next })}
          />
        </div>
        <RadioList
          label={t('density')}
          options={[
            { id: 'comfortable' as const, name: t('comfortable') },
            { id: 'compact' as const, name: t('compact') },
          ]}
          value={density}
          onChange={(next) => changePreferences({ density: next })}
        />
      </Card>
    </MePage>
  )
}
