import { Button } from '@mantine/core'
import type { Alerts } from '@parley/server/contract'
import { useState } from 'react'
import { changePreferences, preferences, usePreference } from '../../lib/preferences.ts'
import { play, soundNames } from '../../lib/sounds.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { RadioList } from '../../ui/radio-list.tsx'
import styles from './me.module.css'
import { MePage } from './me-page.tsx'

const change = (part: Partial<Alerts>) => changePreferences({ alerts: { ...preferences().alerts, ...part } })

/** What rings, how, and whether the system shows it. */
export function NotificationsPage() {
  const { t } = useTranslation('me')
  const alerts = usePreference('alerts')
  return (
    <MePage part="notifications">
      <Card id="me-scope" title={t('scopeTitle')}>
        <div className={styles.row}>
          <RadioList
            label={t('scopeLabel')}
            options={(['mentions', 'mine', 'queues', 'all'] as const).map((id) => ({
              id,
              name: t(`scope.${id}`),
            }))}
            value={alerts.scope}
            onChange={(scope) => change({ scope })}
          />
        </div>
        <p className={styles.hint}>{t('scopeHint')}</p>
      </Card>
      <Card id="me-sound" title={t('soundTitle')}>
        <Sound alerts={alerts} />
      </Card>
      <Card id="me-desktop" title={t('desktopTitle')}>
        <Desktop on={alerts.desktop} />
      </Card>
    </MePage>
  )
}

function Sound({ alerts }: { alerts: Alerts }) {
  const { t } = useTranslation('me')
  const [silent, setSilent] = useState(false)
  const test = async (which = alerts.which) => setSilent(!(await play(which, preferences().alerts.volume)))
  return (
    <>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={alerts.sound}
          onChange={(event) => change({ sound: event.currentTarget.checked })}
        />
        {t('sound')}
      </label>
      <div className={styles.row}>
        <RadioList
          label={t('which')}
          options={soundNames.map((id) => ({ id, name: t(`sounds.${id}`) }))}
          value={alerts.which}
          onChange={(which) => {
            change({ which })
            void test(which)
          }}
        />
      </div>
      <div className={styles.row}>
        <div className={styles.line}>
          <label className={styles.line}>
            <span className={styles.label}>{t('volume')}</span>
            <input
              className={styles.range}
              type="range"
              min={0}
              max={100}
              step={5}
              value={Math.round(alerts.volume * 100)}
              onChange={(event) => change({ volume: Number(event.currentTarget.value) / 100 })}
            />
          </label>
          <Button size="xs" variant="default" onClick={() => void test()}>
            {t('test')}
          </Button>
        </div>
        <p role="status">{silent ? t('silent') : ''}</p>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={alerts.repeat}
          onChange={(event) => change({ repeat: event.currentTarget.checked })}
        />
        {t('repeat')}
      </label>
      <p className={styles.hint}>{t('soundHint')}</p>
    </>
  )
}

type Permission = NotificationPermission | 'missing'
const permissionNow = (): Permission => ('Notification' in window ? Notification.permission : 'missing')

/** The system is asked only after a press; what it refused, only its own settings can allow again. */
function Desktop({ on }: { on: boolean }) {
  const { t } = useTranslation('me')
  const [permission, setPermission] = useState(permissionNow)
  const turn = async (wanted: boolean) => {
    if (wanted && permissionNow() === 'default') await Notification.requestPermission()
    setPermission(permissionNow())
    change({ desktop: wanted && permissionNow() === 'granted' })
  }
  const blocked = permission === 'denied' || permission === 'missing'
  return (
    <>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={on && permission === 'granted'}
          disabled={blocked}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
        {t('desktop')}
      </label>
      <p className={styles.hint} role="status">
        {t(`permission.${permission}`)}
      </p>
      <Button
        mt={10}
        size="xs"
        variant="default"
        disabled={!on || permission !== 'granted'}
        onClick={() => new Notification(t('testTitle'), { body: t('testBody'), tag: 'test', silent: true })}
      >
        {t('test')}
      </Button>
    </>
  )
}
