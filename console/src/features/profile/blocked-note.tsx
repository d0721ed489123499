import type { CustomerProfile } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-error.ts'
import { useSlowClock } from '../../lib/clock.ts'
import { customersApi } from '../../lib/customers-api.ts'
import { shortDate } from '../../lib/format.ts'
import { customerQuery } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyProblem } from '../../ui/notify.ts'
import styles from './profile-panel.module.css'

/** Says that, why and how long a customer is blocked, and lifts it. */
export function BlockedNote({ profile, editable }: { profile: CustomerProfile; editable: boolean }) {
  const { t } = useTranslation(['profile', 'translation'])
  const language = useLanguage()
  const now = useSlowClock()
  const queryClient = useQueryClient()
  const { blocked } = profile
  if (!blocked) return null
  const lift = async () => {
    try {
      await customersApi.unblock(profile.id, false)
    } catch (error) {
      notifyProblem(t('blockFailed'), t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
    }
    await queryClient.invalidateQueries({ queryKey: customerQuery(profile.id).queryKey })
  }
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
        {editable && (
          <button type="button" className={styles.inline} onClick={() => void lift()}>
            {t('unblock')}
          </button>
        )}
      </p>
    </div>
  )
}
