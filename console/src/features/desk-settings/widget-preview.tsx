import { Button } from '@mantine/core'
import type { WidgetLook } from '@parley/server/contract'
import { useEffect, useState } from 'react'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import styles from './widget-page.module.css'

const PATIENCE_MS = 350

/** The open chat, the launcher alone, or the launcher with the message that comes by itself. */
export type Previewed = 'chat' | 'launcher' | 'message'

interface WidgetPreviewProps {
  look: WidgetLook
  shows: Previewed
  onShows: (what: Previewed) => void
}

/** The widget itself with the look that is not saved yet, on a page that is light or dark, wide or a phone's. */
export function WidgetPreview({ look, shows, onShows }: WidgetPreviewProps) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const [size, setSize] = useState<'desktop' | 'phone'>('desktop')
  const [dark, setDark] = useState(false)
  const { domains: _sites, proactive, ...rest } = look
  // On the page that is looked at, and at once.
  const message = proactive.find(({ enabled }) => enabled)
  const told = shows === 'message' && message ? [{ ...message, pages: [], afterSeconds: 0 }] : []
  const config = { ...rest, proactive: told }
  const wish = JSON.stringify({ config, locale: language, open: shows === 'chat' })
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
          <Turn on={shows === 'chat'} onClick={() => onShows(shows === 'chat' ? 'launcher' : 'chat')}>
            {t('widget.opened')}
          </Turn>
          {message && (
            <Turn
              on={shows === 'message'}
              onClick={() => onShows(shows === 'message' ? 'launcher' : 'message')}
            >
              {t('widget.messagePreview')}
            </Turn>
          )}
        </div>
        <iframe
          key={String(dark)}
          // To be looked at: an open chat would take the focus out of the form whenever it is drawn anew.
          inert
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
