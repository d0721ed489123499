import { Button } from '@mantine/core'
import type { NewKey, WidgetAccount } from '@parley/server/contract'
import { IconKey } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { contentApi, widgetsQuery } from '../../lib/content-api.ts'
import { shortDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyProblem } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import styles from './widget-page.module.css'

/** Keys with which the company's own server says who a customer is. Two at a time: one is replaced without a gap. */
export function WidgetKeys({ account }: { account: WidgetAccount }) {
  const { t } = useTranslation(['content', 'translation'])
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [made, setMade] = useState<NewKey>()
  const [asking, setAsking] = useState<{ kid?: string }>()
  const run = async () => {
    try {
      if (asking?.kid === undefined) setMade(await contentApi.addKey(account.id))
      else await contentApi.removeKey(account.id, asking.kid)
      await queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey })
    } catch (error) {
      const why = t(`translation:errors.${codeOf(error)}`)
      notifyProblem(t('failed'), why, t('translation:common.close'))
      throw error
    }
  }
  return (
    <Card title={t('widget.keys')} id="widget-keys">
      <p className={styles.words}>{t('widget.keysHint')}</p>
      <ul className={styles.keys}>
        {account.keys.map(({ kid, at }) => (
          <li key={kid} className={styles.key}>
            <code>{kid}</code>
            {at !== undefined && <span className={styles.words}>{shortDate(at, language, Date.now())}</span>}
            <Button size="xs" variant="default" onClick={() => setAsking({ kid })}>
              {t('widget.dropKey', { kid })}
            </Button>
          </li>
        ))}
      </ul>
      {made && (
        <div className={styles.secret} role="status">
          <strong>{t('widget.secretOnce', { kid: made.kid })}</strong>
          <code>{made.secret}</code>
        </div>
      )}
      <Button variant="default" leftSection={<IconKey size={16} />} onClick={() => setAsking({})}>
        {t('widget.newKey')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={asking.kid === undefined ? t('widget.newKey') : t('widget.dropKey', { kid: asking.kid })}
          action={asking.kid === undefined ? t('widget.makeKey') : t('removeIt')}
          danger={asking.kid !== undefined}
          onConfirm={run}
          onClose={() => setAsking(undefined)}
        >
          <p>{t(asking.kid === undefined ? 'widget.newKeyHint' : 'widget.dropKeyHint')}</p>
        </ConfirmDialog>
      )}
    </Card>
  )
}
