import type { CustomerProfile } from '@parley/server/contract'
import { useState } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { fieldText, useCustomerFields } from '../../lib/customer-fields.ts'
import { clockTime, money } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ChannelIcon } from '../../ui/avatar.tsx'
import { useChannelName } from '../../ui/channel-name.ts'
import { EditableField } from './editable-field.tsx'
import styles from './profile-panel.module.css'

/** Shown even when they are empty: what agents ask for first. */
const always = new Set(['email', 'phone', 'language', 'city'])

export function Details({ profile, channel }: { profile: CustomerProfile; channel: string | undefined }) {
  const { t } = useTranslation('profile')
  const editable = useSession().permissions.includes('customer.write')
  const [all, setAll] = useState(false)
  const fields = useCustomerFields()
  const { email, phone } = profile
  const links: Record<string, string | undefined> = {
    email: email && `mailto:${email}`,
    phone: phone && `tel:${phone.replaceAll(' ', '')}`,
  }
  const shown = fields.filter(
    ({ id }) => all || (fieldText(profile, id) !== '' ? id !== 'name' && id !== 'vip' : always.has(id)),
  )
  return (
    <section className={styles.section} aria-labelledby="profile-details">
      <div className={styles.sectionHead}>
        <h3 id="profile-details">{t('details')}</h3>
        {editable && (
          <button type="button" className={styles.inline} onClick={() => setAll(!all)} aria-pressed={all}>
            {t(all ? 'fewerFields' : 'allFields')}
          </button>
        )}
      </div>
      <dl className={styles.facts}>
        {shown.map((field) => (
          <EditableField
            key={field.id}
            profile={profile}
            field={field}
            editable={editable}
            aside={<FactLink href={links[field.id]} label={t('open', { field: field.label })} />}
          />
        ))}
        <Given profile={profile} channel={channel} />
      </dl>
    </section>
  )
}

function FactLink({ href, label }: { href: string | undefined; label: string }) {
  if (!href) return null
  return (
    <a className={styles.out} href={href} aria-label={label} title={label}>
      ↗
    </a>
  )
}

/** Facts that nobody edits. */
function Given({ profile, channel }: { profile: CustomerProfile; channel: string | undefined }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const channelName = useChannelName()
  const now = useSlowClock()
  const { timeZone, spent } = profile
  const time = timeZone && localTime(now, language, timeZone)
  return (
    <>
      {channel !== undefined && (
        <div className={styles.fact}>
          <dt>{t('channel')}</dt>
          <dd className={styles.channel}>
            <ChannelIcon channel={channel} size={15} /> {channelName(channel)}
          </dd>
        </div>
      )}
      {time && (
        <div className={styles.fact}>
          <dt>{t('localTime')}</dt>
          <dd>{time}</dd>
        </div>
      )}
      {spent && (
        <div className={styles.fact}>
          <dt>{t('spent')}</dt>
          <dd>{money(spent, language)}</dd>
        </div>
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
