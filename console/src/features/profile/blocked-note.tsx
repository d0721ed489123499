import type { CustomerProfile } from '@parley/server/contract'
import { useSlowClock } from '../../lib/clock.ts'
import { shortDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './profile-panel.module.css'

/** Says that, why and how long a customer is blocked, and lifts it. */
export function BlockedNote({
  profile,
  onLift,
}: {
  profile: CustomerProfile
  onLift: (() => void) | undefined
}) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const now = useSlowClock()
  const { blocked } = profile
  if (!blocked) return null
  return (
    <div className={styles.blocked} role="note">
      <p>
        <strong>
          {blocked.until === undefined
            ? t('blockedForGood')
            : t('blockedUntil', { date: shortDate(blocked.until, language, now) })}
        </strong>{' '}
        {blocked.reason}
      </p>
      <p className={styles.blockedBy}>
        {t('blockedBy', { name: blocked.by, date: shortDate(blocked.at, language, now) })}
        {onLift && (
          <button type="button" className={styles.inline} onClick={onLift}>
            {t('unblock')}
          </button>
        )}
      </p>
    </div>
  )
}
