import type { CustomerProfile } from '@parley/server/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSlowClock } from '../../lib/clock.ts'
import { clockTime, languageName, money } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { ChannelIcon } from '../../ui/avatar.tsx'
import { useChannelName } from '../../ui/channel-name.ts'
import { Chip } from '../../ui/chip.tsx'
import styles from './profile-panel.module.css'

export function Details({ profile, channel }: { profile: CustomerProfile; channel: string }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const channelName = useChannelName()
  const now = useSlowClock()
  const { email, phone, city, timeZone, spent } = profile
  const facts: [string, ReactNode][] = [
    [t('email'), email && <a href={`mailto:${email}`}>{email}</a>],
    [t('phone'), phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>],
    [
      t('channel'),
      <span key="channel" className={styles.channel}>
        <ChannelIcon channel={channel} size={15} /> {channelName(channel)}
      </span>,
    ],
    [t('language'), profile.language && languageName(profile.language, language)],
    [t('city'), city],
    [t('localTime'), timeZone && localTime(now, language, timeZone)],
    [t('spent'), spent && money(spent, language)],
    ...profile.attributes.map(({ label, value }): [string, ReactNode] => [label, value]),
  ]
  return (
    <>
      <section className={styles.section} aria-labelledby="profile-details">
        <h3 id="profile-details">{t('details')}</h3>
        <dl className={styles.facts}>
          {facts.map(([label, value]) =>
            value === undefined || value === '' ? null : (
              <div key={label} className={styles.fact}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      </section>
      {profile.tags.length > 0 && (
        <section className={styles.section} aria-labelledby="profile-tags">
          <h3 id="profile-tags">{t('tags')}</h3>
          <ul className={styles.tags}>
            {profile.tags.map((tag) => (
              <li key={tag}>
                <Chip>{tag}</Chip>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** A zone that this browser does not know is no reason to show nothing else. */
function localTime(now: number, language: 'en' | 'zh', timeZone: string): string | undefined {
  try {
    return clockTime(now, language, timeZone)
  } catch {
    return undefined
  }
}
