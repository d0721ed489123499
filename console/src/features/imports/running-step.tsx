import type { ImportDetail } from '@parley/server/contract'
import { cancelTask } from '../../lib/tasks.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { TaskProgress } from '../../ui/task-progress.tsx'
import { Counts } from './counts.tsx'
import styles from './imports.module.css'
import { useImportAct } from './use-import-act.ts'

/** How far a check or an import is, and a way to stop it. */
export function RunningStep({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation(['imports', 'translation'])
  const { act } = useImportAct(detail.id)
  const { task, state, name, done } = detail
  const importing = state === 'importing'
  if (!task) return null
  return (
    <Card id="running" title={t(importing ? 'step.import' : 'step.check')}>
      <div className={styles.stack}>
        <TaskProgress
          task={task}
          label={t(importing ? 'importing' : 'checking', { name })}
          onCancel={() => void act(t('translation:common.cancel'), () => cancelTask(task.id))}
        />
        <p className={styles.quiet}>{t(importing ? 'importingHint' : 'checkHint')}</p>
        {importing && done && <Counts counts={done} />}
      </div>
    </Card>
  )
}
