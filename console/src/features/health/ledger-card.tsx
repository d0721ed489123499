import { Button } from '@mantine/core'
import type { LedgerResult, Task } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { clockTime, shortDate } from '../../lib/format.ts'
import { beginLedger, LEDGER } from '../../lib/health-api.ts'
import { cancelTask, failureOf, isUnderWay, tasksQuery } from '../../lib/tasks.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import form from '../../ui/form.module.css'
import { notifyProblem } from '../../ui/notify.ts'
import { TaskProgress } from '../../ui/task-progress.tsx'
import styles from './health-page.module.css'
import { LedgerCounts, LedgerFindings } from './ledger-result.tsx'

/** What the last look through all messages found, and the button for another. */
export function LedgerCard() {
  const { t } = useTranslation('health')
  const { data: tasks, error, refetch } = useQuery(tasksQuery(LEDGER))
  const running = tasks?.find(isUnderWay)
  const last = tasks?.find((task) => !isUnderWay(task))
  const result = tasks?.map(resultOf).find((one) => one !== undefined)
  if (error && !tasks)
    return <ErrorState title={t('page.failed')} error={error} onRetry={() => void refetch()} />
  return (
    <>
      <p className={styles.lead}>{t('ledger.hint')}</p>
      {running ? <Running task={running} /> : tasks && <Start isFirst={tasks.length === 0} />}
      {!running && last && <Ended task={last} />}
      {!running && result && (
        <>
          <LedgerCounts result={result} />
          <LedgerFindings result={result} />
        </>
      )}
    </>
  )
}

function Running({ task }: { task: Task }) {
  const { t } = useTranslation(['health', 'translation'])
  const queryClient = useQueryClient()
  const cancel = async () => {
    try {
      await cancelTask(task.id)
    } catch (error) {
      notifyProblem(
        t('ledger.notStopped'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
    }
    await queryClient.invalidateQueries({ queryKey: tasksQuery(LEDGER).queryKey })
  }
  return <TaskProgress task={task} label={t('ledger.running')} onCancel={() => void cancel()} />
}

function Start({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation(['health', 'translation'])
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const start = async () => {
    setBusy(true)
    try {
      await beginLedger()
    } catch (error) {
      notifyProblem(
        t('translation:act.refused'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
    }
    await queryClient.invalidateQueries({ queryKey: tasksQuery(LEDGER).queryKey })
    setBusy(false)
  }
  return (
    <div className={styles.start}>
      {isFirst && <p>{t('ledger.never')}</p>}
      <Button variant={isFirst ? 'filled' : 'default'} loading={busy} onClick={() => void start()}>
        {isFirst ? t('ledger.start') : t('ledger.again')}
      </Button>
    </div>
  )
}

/** How the last one ended, by whom and when. */
function Ended({ task }: { task: Task }) {
  const { t } = useTranslation(['health', 'translation'])
  const language = useLanguage()
  if (task.state === 'cancelled') return <p role="status">{t('ledger.stopped')}</p>
  if (task.state === 'failed')
    return (
      <p role="status" className={form.problem}>
        {t('ledger.broke', { why: t(`translation:errors.${failureOf(task)}`) })}
      </p>
    )
  const result = resultOf(task)
  if (!result) return null
  const at = task.endedAt ?? task.createdAt
  const when = `${shortDate(at, language, Date.now())}, ${clockTime(at, language)}`
  const isSound = result.unaccounted + result.gaps + result.doubled === 0
  return (
    <p role="status" className={isSound ? form.good : form.problem}>
      {t(isSound ? 'ledger.sound' : 'ledger.damaged', { name: task.by.name, when })}
    </p>
  )
}

/** The contract says what the result of a task of this kind is. */
function resultOf({ state, result }: Task): LedgerResult | undefined {
  return state === 'done' ? (result as LedgerResult) : undefined
}
