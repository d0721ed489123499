import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { customersApi } from '../../lib/customers-api.ts'
import { useDesk, useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import styles from './customers.module.css'

/** What can be done to all that are chosen. */
export function BulkBar({ chosen, onDone }: { chosen: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation(['customers', 'translation'])
  const { tags } = useDesk()
  const { permissions } = useSession()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const close = t('translation:common.close')
  const tag = async (change: { add?: string[]; remove?: string[] }, ids = chosen, undone = false) => {
    setBusy(true)
    try {
      const { changed } = await customersApi.tag({ ids: [...ids], ...change })
      const back = { add: change.remove ?? [], remove: change.add ?? [] }
      if (!undone)
        void notifyDone(t('tagged', { count: changed.length }), {
          close,
          undo: { label: t('translation:common.undo'), run: () => void tag(back, changed, true) },
        })
      await queryClient.invalidateQueries({ queryKey: ['customers'] })
      onDone()
    } catch (error) {
      notifyProblem(t('tagFailed'), t(`translation:errors.${codeOf(error)}`), close)
    }
    setBusy(false)
  }
  return (
    <section className={styles.bulk} aria-label={t('chosen', { count: chosen.length })}>
      <strong>{t('chosen', { count: chosen.length })}</strong>
      {permissions.includes('customer.write') &&
        (['add', 'remove'] as const).map((way) => (
          <select
            key={way}
            className={styles.choice}
            aria-label={t(`${way}Tag`)}
            disabled={busy}
            value=""
            onChange={(event) => void tag({ [way]: [event.target.value] })}
          >
            <option value="">{t(`${way}Tag`)}</option>
            {tags.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        ))}
      <button type="button" className={styles.clear} onClick={onDone}>
        {t('chooseNone')}
      </button>
    </section>
  )
}
