import type { LedgerResult } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { beginLedger, LEDGER } from '../../lib/health-api.ts'
import { isUnderWay, tasksQuery } from '../../lib/tasks.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Checking, Verdict } from './checking.tsx'
import styles from './health-page.module.css'
import { LedgerCounts, LedgerFindings } from './ledger-result.tsx'

/** What the last look through all messages found, and the button for another. */
export function LedgerCard() {
  const { t } = useTranslation('health')
  const { data: tasks, error, refetch } = useQuery(tasksQuery(LEDGER))
  if (error && !tasks)
    return <ErrorState title={t('page.failed')} error={error} onRetry={() => void refetch()} />
  const last = tasks?.some(isUnderWay) ? undefined : tasks?.find(({ state }) => state === 'done')
  // The contract says what the result of a task of this kind is.
  const result = last?.result as LedgerResult | undefined
  return (
    <>
      <p className={styles.lead}>{t('ledger.hint')}</p>
      {tasks && <Checking area="ledger" kind={LEDGER} tasks={tasks} begin={beginLedger} />}
      {last && result && (
        <>
          <Verdict
            area="ledger"
            task={last}
            isSound={result.unaccounted + result.gaps + result.doubled === 0}
          />
          <LedgerCounts result={result} />
          <LedgerFindings result={result} />
        </>
      )}
    </>
  )
}
