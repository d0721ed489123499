import { Button } from '@mantine/core'
import type { Task } from '@parley/server/contract'
import { useSeconds } from '../lib/clock.ts'
import { percent, spokenDuration } from '../lib/format.ts'
import { useLanguage } from '../lib/use-format.ts'
import { useTranslation } from '../lib/use-translation.ts'
import styles from './task-progress.module.css'

/** Before this share is done, how long the rest takes is a guess. */
const GUESS_FROM = 0.03

/** How far a long work is, how long it will still take, and a way to stop it. */
export function TaskProgress({
  task,
  label,
  onCancel,
}: {
  task: Task
  label: string
  onCancel?: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const running = task.state === 'running' || task.state === 'queued'
  const { done, of } = task.progress
  const share = task.state === 'done' ? 1 : of > 0 ? Math.min(1, done / of) : 0
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <strong>{label}</strong>
        <span className={styles.note}>
          <Words task={task} share={share} />
        </span>
        {running && onCancel && (
          <Button size="compact-sm" variant="default" disabled={task.stopping === true} onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(of > 0 || !running ? { 'aria-valuenow': Math.round(share * 100) } : {})}
        data-state={task.state}
        data-unknown={running && of === 0}
      >
        <div className={styles.bar} style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  )
}

function Words({ task, share }: { task: Task; share: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useSeconds()
  const { of, note } = task.progress
  if (task.state === 'queued') return t('task.queued')
  if (task.stopping) return t('task.stopping')
  const running = task.state === 'running'
  const left = running ? timeLeft(task, share, now) : undefined
  return [
    note,
    running && of > 0 ? percent(share, language) : undefined,
    left === undefined ? undefined : t('task.left', { time: spokenDuration(left, language) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function timeLeft(task: Task, share: number, now: number): number | undefined {
  if (share < GUESS_FROM || task.startedAt === undefined) return undefined
  const spent = now - task.startedAt
  return spent > 0 ? (spent / share) * (1 - share) : undefined
}
