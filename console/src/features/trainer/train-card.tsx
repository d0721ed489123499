import { Button, TextInput } from '@mantine/core'
import type { Task, TrainingOverview } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { codeOf, type FailureCode } from '../../lib/api-error.ts'
import { cappedCount } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { cancelTask, isUnderWay } from '../../lib/tasks.ts'
import { overviewQuery, training } from '../../lib/training-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyProblem } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import { TaskProgress } from '../../ui/task-progress.tsx'
import '../../ui/mantine-input.css'
import styles from './train-card.module.css'

/** Begins a training, shows how far it is, and what came of the last one. */
export function TrainCard({ overview }: { overview: TrainingOverview }) {
  const { t } = useTranslation('trainer')
  const { permissions } = useSession()
  const { task, labels } = overview
  const running = task !== undefined && isUnderWay(task)
  return (
    <Card
      id="train"
      title={t('train.title')}
      aside={t('train.total', { count: labels.total, shown: cappedCount(labels.total) })}
    >
      <p className={styles.since}>
        {labels.sinceTraining > 0
          ? t('train.since', { count: labels.sinceTraining, shown: cappedCount(labels.sinceTraining) })
          : t('train.sinceNone')}
      </p>
      {running ? (
        <Running task={task} />
      ) : (
        <>
          {task && <Last task={task} overview={overview} />}
          {permissions.includes('training.run') && <Start />}
        </>
      )}
    </Card>
  )
}

function Running({ task }: { task: Task }) {
  const { t } = useTranslation(['trainer', 'translation'])
  const { permissions } = useSession()
  const queryClient = useQueryClient()
  const cancel = async () => {
    try {
      await cancelTask(task.id)
    } catch (error) {
      notifyProblem(
        t('train.notStopped'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
    }
    await queryClient.invalidateQueries({ queryKey: overviewQuery.queryKey })
  }
  return (
    <TaskProgress
      task={task}
      label={t('train.running')}
      onCancel={permissions.includes('training.run') ? () => void cancel() : undefined}
    />
  )
}

function Last({ task, overview }: { task: Task; overview: TrainingOverview }) {
  const { t } = useTranslation(['trainer', 'translation'])
  if (task.state === 'failed') {
    const code = (task.error?.code ?? 'internal') as FailureCode
    const why = t(`translation:errors.${code}`)
    return <p className={styles.failed}>{t('train.failedTask', { why })}</p>
  }
  if (task.state === 'cancelled') return <p className={styles.quiet}>{t('train.cancelled')}</p>
  const made = versionOf(task.result)
  const before = overview.versions.find(({ id, madeAt }) => id === made && madeAt < (task.startedAt ?? 0))
  if (before) return <p className={styles.quiet}>{t('train.same', { id: before.id })}</p>
  const ready = overview.versions.find(({ id, state }) => id === made && state === 'ready')
  if (!ready) return null
  return (
    <p className={styles.done}>
      <strong>{t('train.done')}.</strong> {t('train.doneHint')}{' '}
      <Link
        className={styles.link}
        to="/trainer/compare"
        search={{ a: overview.inUse, b: ready.id } as never}
      >
        {t('train.compareNew', { id: ready.id })}
      </Link>
    </p>
  )
}

function versionOf(result: unknown): string | undefined {
  return typeof result === 'object' && result !== null && 'version' in result
    ? String(result.version)
    : undefined
}

function Start() {
  const { t } = useTranslation(['trainer', 'translation'])
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const start = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await training.train(note.trim())
      setNote('')
    } catch (error) {
      notifyProblem(
        t('translation:act.refused'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
    }
    await queryClient.invalidateQueries({ queryKey: overviewQuery.queryKey })
    setBusy(false)
  }
  return (
    <form className={styles.form} onSubmit={(event) => void start(event)}>
      <TextInput
        className={styles.note}
        aria-label={t('train.note')}
        placeholder={t('train.noteHint')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy}>
        {t('train.start')}
      </Button>
    </form>
  )
}
