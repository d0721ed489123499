import type { VisitHop, VisitResult } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { beginVisit, VISIT } from '../../lib/health-api.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { isUnderWay, tasksQuery } from '../../lib/tasks.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CopyBox } from '../../ui/copy-box.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import lines from './check-line.module.css'
import { CheckLine, FaultText } from './check-line.tsx'
import { Checking, Verdict } from './checking.tsx'
import styles from './health-page.module.css'

/** How the last customer fared whom the doctor sent, the button for another, and the command that tries the rest. */
export function DoctorCard() {
  const { t } = useTranslation('health')
  const { data: tasks, error, refetch } = useQuery(tasksQuery(VISIT))
  if (error && !tasks)
    return <ErrorState title={t('page.failed')} error={error} onRetry={() => void refetch()} />
  const last = tasks?.some(isUnderWay) ? undefined : tasks?.find(({ state }) => state === 'done')
  // The contract says what the result of a task of this kind is.
  const result = last?.result as VisitResult | undefined
  return (
    <>
      <p className={styles.lead}>{t('doctor.hint')}</p>
      {tasks && <Checking area="doctor" kind={VISIT} tasks={tasks} begin={beginVisit} />}
      {last && result && (
        <>
          <Verdict area="doctor" task={last} isSound={result.fault === undefined} />
          <Hops result={result} />
        </>
      )}
      <p className={styles.outside}>{t('doctor.outside')}</p>
      <CopyBox label={t('doctor.command')} text="npm run doctor" />
    </>
  )
}

const tones = { ok: 'pos', failed: 'neg', skipped: 'plain' } as const

function Hops({ result: { hops, fault } }: { result: VisitResult }) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const stateOf = ({ state, ms = 0 }: VisitHop) =>
    state === 'ok' ? t('doctor.took', { ms: wholeNumber(Math.round(ms), language) }) : t(`doctor.${state}`)
  return (
    <>
      <ul className={`${lines.list} ${styles.hops}`}>
        {hops.map((hop) => (
          <CheckLine key={hop.name} tone={tones[hop.state]} name={t(`hops.${hop.name}`)} state={stateOf(hop)}>
            {hop.state === 'failed' && fault && <FaultText fault={fault} />}
          </CheckLine>
        ))}
      </ul>
      {fault && hops.every(({ state }) => state !== 'failed') && <FaultText fault={fault} />}
    </>
  )
}
