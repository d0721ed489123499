import { memo } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { dayName } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EventLine } from './event-line.tsx'
import type { LogItem } from './log-items.ts'
import { Message } from './message.tsx'
import styles from './message-log.module.css'
import { Note } from './note.tsx'
import { OutgoingMessage } from './outgoing-message.tsx'

interface LogLineProps {
  item: LogItem
  customer: { id: string; name: string }
  opened: boolean
  onToggle: (key: string) => void
}

export const LogLine = memo(function LogLine({ item, customer, opened, onToggle }: LogLineProps) {
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />
    case 'new':
      return <New />
    case 'message':
      return <Message item={item} customer={customer} opened={opened} onToggle={() => onToggle(item.key)} />
    case 'note':
      return <Note entry={item.entry} first={item.first} />
    case 'event':
      return <EventLine entry={item.entry} opened={opened} onToggle={() => onToggle(item.key)} />
    case 'outgoing':
      return <OutgoingMessage item={item.item} customer={customer.name} />
  }
})

function New() {
  const { t } = useTranslation()
  return (
    <div className={styles.new}>
      <span>{t('thread.newFrom')}</span>
    </div>
  )
}

function Day({ at }: { at: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const words = { today: t('time.today'), yesterday: t('time.yesterday') }
  return (
    <div className={styles.day}>
      <time dateTime={new Date(at).toISOString()}>{dayName(at, language, useSlowClock(), words)}</time>
    </div>
  )
}
