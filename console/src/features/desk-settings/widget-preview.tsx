import { Button } from '@mantine/core'
import type { WidgetLook } from '@parley/server/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../lib/use-format.ts'
import { Card } from '../../ui/page.tsx'
import styles from './widget-page.module.css'

const PATIENCE_MS = 350

/** The widget itself with the look that is not saved yet, on a page that is light or dark, wide or a phone's. */
export function WidgetPreview({ look }: { look: WidgetLook }) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const [size, setSize] = useState<'desktop' | 'phone'>('desktop')
  const [dark, setDark] = useState(false)
  const [open, setOpen] = useState(true)
  const { domains: _sites, ...config } = look
  const wish = JSON.stringify({ config, locale: language, open })
  const [shown, setShown] = useState(wish)
  useEffect(() => {
    const timer = setTimeout(() => setShown(wish), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [wish])
  return (
    <div className={styles.preview}>
      <Card title={t('widget.preview')} id="widget-preview">
        <div className={styles.tools}>
          <Turn on={size === 'phone'} onClick={() => setSize(size === 'phone' ? 'desktop' : 'phone')}>
            {t('widget.phone')}
          </Turn>
          <Turn on={dark} onClick={() => setDark(!dark)}>
            {t('widget.darkPage')}
          </Turn>
          <Turn on={open} onClick={() => setOpen(!open)}>
            {t('widget.opened')}
          </Turn>
        </div>
        <iframe
          key={String(dark)}
          title={t('widget.preview')}
          className={styles.frame}
          data-size={size}
          style={{ colorScheme: dark ? 'dark' : 'light' }}
          src={`/widget/preview/index.html#${encodeURIComponent(shown)}`}
        />
      </Card>
    </div>
  )
}

function Turn({ on, onClick, children }: { on: boolean; onClick: () => void; children: string }) {
  return (
    <Button size="xs" variant={on ? 'light' : 'default'} aria-pressed={on} onClick={onClick}>
      {children}
    </Button>
  )
}
