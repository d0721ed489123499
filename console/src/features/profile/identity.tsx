import type { CustomerProfile } from '@parley/server/contract'
import { IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { yearOf } from '../../lib/format.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import styles from './profile-panel.module.css'

export function Identity({ profile }: { profile: CustomerProfile }) {
  const { t } = useTranslation(['profile', 'translation'])
  const confirmed = profile.identified
  const Shield = confirmed ? IconShieldCheck : IconShieldQuestion
  return (
    <div className={styles.identity}>
      <Avatar id={profile.id} name={profile.name} size={44} />
      <div className={styles.who}>
        <h2 className={styles.name}>{profile.name}</h2>
        <p className={styles.chips}>
          {profile.vip && <Chip tone="accent">{t('translation:common.vip')}</Chip>}
          <Chip
            tone={confirmed ? 'pos' : 'warn'}
            title={t(confirmed ? 'identifiedHint' : 'unidentifiedHint')}
          >
            <Shield size={13} stroke={1.9} aria-hidden="true" />
            {t(confirmed ? 'identified' : 'unidentified')}
          </Chip>
        </p>
        <p className={styles.since}>{t('since', { year: yearOf(profile.since) })}</p>
      </div>
    </div>
  )
}
