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
  const language = useLanguage()
  const running = task.state === 'running' || task.state === 'queued'
  const now = useSeconds()
  const { done, of, note } = task.progress
  const share = task.state === 'done' ? 1 : of > 0 ? Math.min(1, done / of) : 0
  const left = running ? timeLeft(task, share, now) : undefined
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <strong>{label}</strong>
        <span className={styles.note}>
          {task.state === 'queued'
            ? t('task.queued')
            : [
                note,
                running && of > 0 ? percent(share, language) : undefined,
                left === undefined ? undefined : t('task.left', { time: spokenDuration(left, language) }),
              ]
                .filter(Boolean)
                .join(' · ')}
        </span>
        {running && onCancel && (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
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

function timeLeft(task: Task, share: number, now: number): number | undefined {
  if (share < GUESS_FROM || task.startedAt === undefined) return undefined
  const spent = now - task.startedAt
  return spent > 0 ? (spent / share) * (1 - share) : undefined
}
