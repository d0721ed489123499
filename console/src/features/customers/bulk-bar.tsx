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
  /** Choosing does nothing yet: arrows pass over every tag. */
  const [wanted, setWanted] = useState('')
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
      {permissions.includes('customer.write') && tags.length > 0 && (
        <>
          <select
            className={styles.choice}
            aria-label={t('whichTag')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          >
            <option value="">{t('whichTag')}</option>
            {tags.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          {(['add', 'remove'] as const).map((way) => (
            <button
              key={way}
              type="button"
              className={styles.choice}
              disabled={busy || wanted === ''}
              onClick={() => void tag({ [way]: [wanted] })}
            >
              {t(`${way}Tag`)}
            </button>
          ))}
        </>
      )}
      <button type="button" className={styles.clear} onClick={onDone}>
        {t('chooseNone')}
      </button>
    </section>
  )
}
