import { Button } from '@mantine/core'
import type { Task } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { clockTime, shortDate } from '../../lib/format.ts'
import { cancelTask, failureOf, isUnderWay, tasksQuery } from '../../lib/tasks.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { notifyProblem } from '../../ui/notify.ts'
import { TaskProgress } from '../../ui/task-progress.tsx'
import styles from './health-page.module.css'

/** Whose words they are: both checks have the same set. */
export type Area = 'ledger' | 'doctor'

/** How far the check is that runs, else the button that begins one. */
export function Checking({
  area,
  kind,
  tasks,
  begin,
}: {
  area: Area
  kind: string
  tasks: readonly Task[]
  begin: () => Promise<unknown>
}) {
  const { t } = useTranslation(['health', 'translation'])
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const running = tasks.find(isUnderWay)
  const attempt = async (work: () => Promise<unknown>, refused: string) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      notifyProblem(refused, t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
    }
    await queryClient.invalidateQueries({ queryKey: tasksQuery(kind).queryKey })
    setBusy(false)
  }
  if (running)
    return (
      <TaskProgress
        task={running}
        label={t(`${area}.running`)}
        onCancel={() => void attempt(() => cancelTask(running.id), t(`${area}.notStopped`))}
      />
    )
  const isFirst = tasks.length === 0
  return (
    <div className={styles.start}>
      <Button
        variant="default"
        loading={busy}
        onClick={() => void attempt(begin, t('translation:act.refused'))}
      >
        {t(isFirst ? `${area}.start` : `${area}.again`)}
      </Button>
      {isFirst ? (
        <span className={styles.never}>{t(`${area}.never`)}</span>
      ) : (
        <Last area={area} task={tasks[0]} />
      )}
    </div>
  )
}

/** How the last one ended, if it did not come to a result. */
function Last({ area, task }: { area: Area; task: Task | undefined }) {
  const { t } = useTranslation(['health', 'translation'])
  if (task?.state === 'cancelled') return <p role="status">{t(`${area}.stopped`)}</p>
  if (task?.state === 'failed')
    return (
      <p role="status" className={form.problem}>
        {t(`${area}.broke`, { why: t(`translation:errors.${failureOf(task)}`) })}
      </p>
    )
  return null
}

/** What the last result comes to, by whom and when. */
export function Verdict({ area, task, isSound }: { area: Area; task: Task; isSound: boolean }) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const at = task.endedAt ?? task.createdAt
  const when = `${shortDate(at, language, Date.now())}, ${clockTime(at, language)}`
  return (
    <p role="status" className={isSound ? form.good : form.problem}>
      {t(isSound ? `${area}.sound` : `${area}.damaged`, { name: task.by.name, when })}
    </p>
  )
}
