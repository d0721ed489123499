import { Button } from '@mantine/core'
import type { ImportDetail, ImportPlan } from '@parley/server/contract'
import { useState } from 'react'
import { importsApi, type Reading } from '../../lib/imports-api.ts'
import { failureOf } from '../../lib/tasks.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { ColumnsTable } from './columns-table.tsx'
import styles from './imports.module.css'
import { ReadingFields } from './reading-fields.tsx'
import { RuleFields } from './rule-fields.tsx'
import { useImportAct } from './use-import-act.ts'

const keys = ['email', 'phone', 'externalId', 'id'] as const

/** What each column is and who is who: guessed, and the person's to change. */
export function ColumnsStep({
  detail,
  onReading,
  onChecked,
}: {
  detail: ImportDetail
  onReading: (reading: Reading) => void
  onChecked: () => void
}) {
  const { t } = useTranslation(['imports', 'translation'])
  const { busy, act } = useImportAct(detail.id)
  const { preview, plan, task } = detail
  const [columns, setColumns] = useState(preview?.columns ?? [])
  const [wanted, setWanted] = useState(preview?.key)
  const [existing, setExisting] = useState<ImportPlan['existing']>(plan?.existing ?? 'update')
  if (!preview) return null
  const { encoding, delimiter } = preview
  const possible = keys.filter((each) => columns.includes(each))
  const key = possible.find((each) => each === wanted) ?? possible[0]
  const twice = new Set(columns.filter((field, at) => field !== null && columns.indexOf(field) !== at))
  const check = async () => {
    if (!key) return
    const body = { encoding, delimiter, columns, key, existing }
    if (await act(t('checkFailed'), () => importsApi.check(detail.id, body))) onChecked()
  }
  return (
    <>
      {task?.state === 'failed' && task.error && (
        <p role="alert" className={styles.problem}>
          {t('checkBroke', { why: t(`translation:errors.${failureOf(task)}`) })}
        </p>
      )}
      <Card
        id="columns"
        title={t('columns')}
        aside={t('columnsAside', { count: columns.filter((field) => field !== null).length })}
      >
        <div className={styles.stack}>
          <ReadingFields preview={preview} onReading={onReading} />
          <ColumnsTable preview={preview} columns={columns} twice={twice} onChange={setColumns} />
        </div>
      </Card>
      <Card id="rules" title={t('rules')}>
        <div className={styles.stack}>
          <RuleFields
            possible={possible}
            value={key}
            existing={existing}
            onKey={setWanted}
            onExisting={setExisting}
          />
          <p className={styles.quiet}>{t('existingHint')}</p>
          <div className={styles.buttons}>
            <span className={styles.quiet}>{t('checkHint')}</span>
            <Button loading={busy} disabled={!key || twice.size > 0} onClick={() => void check()}>
              {t('check')}
            </Button>
          </div>
        </div>
      </Card>
    </>
  )
}
