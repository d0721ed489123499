import { Button } from '@mantine/core'
import type { ImportDetail } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { useSlowClock } from '../../lib/clock.ts'
import { shortDate } from '../../lib/format.ts'
import { importsApi } from '../../lib/imports-api.ts'
import { failureOf } from '../../lib/tasks.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { BadRows } from './bad-rows.tsx'
import { Counts } from './counts.tsx'
import styles from './imports.module.css'
import { useImportAct } from './use-import-act.ts'

const nothing = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, bad: 0 }

/** What an import came to: where it ended, or where it stopped. */
export function ReportStep({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation(['imports', 'translation'])
  const language = useLanguage()
  const now = useSlowClock()
  const { busy, act } = useImportAct(detail.id)
  const { id, by, at, state, task, done = nothing, endedAt } = detail
  const stopped = state === 'stopped'
  const customers = done.created + done.updated
  return (
    <>
      <Card
        id="report"
        title={t('done')}
        aside={t('by', { name: by.name, date: shortDate(endedAt ?? at, language, now) })}
      >
        <div className={styles.stack}>
          {stopped && (
            <p className={styles.problem} role="status">
              {task?.error
                ? t('stoppedWhy', { why: t(`translation:errors.${failureOf(task)}`) })
                : t('stoppedHint')}
            </p>
          )}
          <Counts counts={done} />
          {!stopped && done.bad === 0 && <p className={styles.quiet}>{t('badNoneDone')}</p>}
          <div className={styles.buttons}>
            {customers > 0 && (
              <Button variant="default" component={Link} to="/customers" search={{ import: id } as never}>
                {t('open')}
              </Button>
            )}
            {stopped ? (
              <Button loading={busy} onClick={() => void act(t('startFailed'), () => importsApi.start(id))}>
                {t('goOn')}
              </Button>
            ) : (
              <Button component={Link} to="/customers/import">
                {t('another')}
              </Button>
            )}
          </div>
        </div>
      </Card>
      {done.bad > 0 && <BadRows detail={detail} phase="import" />}
    </>
  )
}
