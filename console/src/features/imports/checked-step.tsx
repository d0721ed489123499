import { Button } from '@mantine/core'
import type { ImportDetail } from '@parley/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { importsApi } from '../../lib/imports-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import { BadRows } from './bad-rows.tsx'
import { Counts } from './counts.tsx'
import styles from './imports.module.css'
import { useImportAct } from './use-import-act.ts'

/** What the import would do, and the word that begins it. */
export function CheckedStep({ detail, onChange }: { detail: ImportDetail; onChange: () => void }) {
  const { t } = useTranslation(['imports', 'translation'])
  const navigate = useNavigate()
  const { busy, act } = useImportAct(detail.id)
  const { id, checked } = detail
  if (!checked) return null
  const good = checked.created + checked.updated
  const discard = async () => {
    if (!(await act(t('discardFailed'), () => importsApi.discard(id)))) return
    void notifyDone(t('discarded'), { close: t('translation:common.close') })
    void navigate({ to: '/customers/import' })
  }
  return (
    <>
      <Card id="result" title={t('result')} aside={t('rowsOf', { count: checked.rows })}>
        <div className={styles.stack}>
          <Counts counts={checked} />
          <p className={styles.quiet} role="status">
            {good === 0
              ? t('startNone')
              : checked.bad > 0
                ? t('startBad', { count: checked.bad })
                : t('badNone')}
          </p>
          <div className={styles.buttons}>
            <Button variant="subtle" color="gray" disabled={busy} onClick={() => void discard()}>
              {t('discard')}
            </Button>
            <Button variant="default" disabled={busy} onClick={onChange}>
              {t('changeColumns')}
            </Button>
            {good > 0 && (
              <Button loading={busy} onClick={() => void act(t('startFailed'), () => importsApi.start(id))}>
                {t('start', { count: good })}
              </Button>
            )}
          </div>
        </div>
      </Card>
      {checked.bad > 0 && <BadRows detail={detail} phase="check" />}
    </>
  )
}
