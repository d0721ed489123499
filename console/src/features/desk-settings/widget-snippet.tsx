import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { Card } from '../../ui/page.tsx'
import styles from './widget-page.module.css'

/** What goes into the company's pages. */
export function WidgetSnippet({ id, accent }: { id: string; accent: string }) {
  const { t } = useTranslation(['content', 'translation'])
  const snippet = `<script src="${location.origin}/widget/parley.js"\n  data-account="${id}" data-accent="${accent}" defer></script>`
  const copy = async () => {
    const close = t('translation:common.close')
    try {
      await navigator.clipboard.writeText(snippet)
      void notifyDone(t('copied'), { close })
    } catch {
      notifyProblem(t('notCopied'), t('notCopiedHint'), close)
    }
  }
  return (
    <Card title={t('widget.snippet')} id="widget-snippet" aside={t('widget.snippetHint')}>
      <pre className={styles.code}>{snippet}</pre>
      <Button variant="default" mt={10} leftSection={<IconCopy size={16} />} onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </Card>
  )
}
