import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type SyntheticEvent, useId, useState } from 'react'
import { codeOf, type FailureCode } from '../../lib/api-error.ts'
import { useSlowClock } from '../../lib/clock.ts'
import { clockTime } from '../../lib/format.ts'
import { holdChoices } from '../../lib/held.ts'
import { languages } from '../../lib/i18n.ts'
import { changePreferences, usePreference } from '../../lib/preferences.ts'
import { ownApi } from '../../lib/preferences-api.ts'
import { sessionQuery, useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { languageOwnNames } from '../../ui/language-switch.tsx'
import { Card } from '../../ui/page.tsx'
import { RadioList } from '../../ui/radio-list.tsx'
import styles from './me.module.css'
import { MePage } from './me-page.tsx'

/** Name, language, time zone, and how long a reply waits. */
export function ProfilePage() {
  const { t } = useTranslation('me')
  const language = useLanguage()
  return (
    <MePage part="profile">
      <Card id="me-name" title={t('nameTitle')}>
        <NameForm />
      </Card>
      <Card id="me-locale" title={t('localeTitle')}>
        <div className={styles.row}>
          <RadioList
            label={t('language')}
            options={languages.map((id) => ({ id, name: languageOwnNames[id] }))}
            value={language}
            onChange={(next) => changePreferences({ language: next })}
          />
        </div>
        <TimeZone />
      </Card>
      <Card id="me-replies" title={t('repliesTitle')}>
        <Hold />
      </Card>
    </MePage>
  )
}

/** How long a reply waits before it goes. */
function Hold() {
  const { t } = useTranslation('me')
  const ms = usePreference('holdMs')
  return (
    <div className={styles.row}>
      <RadioList
        label={t('hold')}
        options={holdChoices.map((choice) => ({
          id: String(choice),
          name: choice === 0 ? t('holdNone') : t('holdFor', { seconds: choice / 1000 }),
        }))}
        value={String(ms)}
        onChange={(next) => {
          const holdMs = holdChoices.find((choice) => String(choice) === next)
          if (holdMs !== undefined) changePreferences({ holdMs })
        }}
      />
      <p className={styles.hint}>{t('holdHint')}</p>
    </div>
  )
}

function NameForm() {
  const { t } = useTranslation(['me', 'translation'])
  const { user } = useSession()
  const queryClient = useQueryClient()
  const id = useId()
  const [name, setName] = useState(user.name)
  const [problem, setProblem] = useState<FailureCode>()
  const changed = name.trim() !== '' && name.trim() !== user.name
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (!changed) return
    try {
      const kept = await ownApi.setProfile({ name: name.trim() })
      setProblem(undefined)
      queryClient.setQueryData(sessionQuery.queryKey, (session) =>
        session ? { ...session, user: { ...session.user, name: kept.name } } : session,
      )
    } catch (error) {
      setProblem(codeOf(error))
    }
  }
  return (
    <form className={styles.field} onSubmit={(event) => void save(event)}>
      <label htmlFor={id} className={styles.label}>
        {t('name')}
      </label>
      <div className={styles.line}>
        <input
          id={id}
          className={styles.box}
          maxLength={120}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" disabled={!changed}>
          {t('translation:common.save')}
        </Button>
      </div>
      <p className={styles.hint}>{t('nameHint')}</p>
      {problem && <p role="alert">{t(`translation:errors.${problem}`)}</p>}
    </form>
  )
}

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = Intl.supportedValuesOf('timeZone')

function TimeZone() {
  const { t } = useTranslation('me')
  const language = useLanguage()
  const id = useId()
  const now = useSlowClock()
  const timeZone = usePreference('timeZone')
  const known = timeZone === undefined || zones.includes(timeZone) ? zones : [timeZone, ...zones]
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {t('timeZone')}
      </label>
      <select
        id={id}
        className={styles.box}
        value={timeZone ?? ''}
        onChange={(event) => changePreferences({ timeZone: event.currentTarget.value || null })}
      >
        <option value="">{t('browserZone', { zone: browserZone })}</option>
        {known.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      <p className={styles.hint}>{t('nowThere', { time: clockTime(now, language) })}</p>
    </div>
  )
}
