import { Button, Textarea, TextInput } from '@mantine/core'
import type { WidgetLook, WidgetMessage } from '@parley/server/contract'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { makeClientId } from '../../lib/ids.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { LinesField } from '../../ui/lines-field.tsx'
import styles from './widget-page.module.css'

const MOST = 5
const LONGEST_S = 3600

interface WidgetMessagesProps {
  look: WidgetLook
  onChange: (messages: WidgetMessage[]) => void
}

/** Messages that come by themselves beside the launcher: the first that fits a page is the one. */
export function WidgetMessages({ look, onChange }: WidgetMessagesProps) {
  const { t } = useTranslation('content')
  const { proactive } = look
  const change = (index: number, part: Partial<WidgetMessage>) =>
    onChange(proactive.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const add = () =>
    onChange([
      ...proactive,
      { id: makeClientId(), enabled: true, afterSeconds: 20, pages: [], text: { en: '', zh: '' } },
    ])
  return (
    <div className={styles.form}>
      <p className={styles.words}>{t('widget.messagesHint')}</p>
      {proactive.map((message, index) => (
        <Message
          key={message.id}
          number={index + 1}
          message={message}
          languages={look.languages}
          onChange={(part) => change(index, part)}
          onRemove={() => onChange(proactive.filter((_, at) => at !== index))}
        />
      ))}
      {proactive.length < MOST && (
        <div>
          <Button variant="default" size="xs" leftSection={<IconPlus size={16} />} onClick={add}>
            {t('widget.addMessage')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface MessageProps {
  number: number
  message: WidgetMessage
  languages: WidgetLook['languages']
  onChange: (part: Partial<WidgetMessage>) => void
  onRemove: () => void
}

function Message({ number, message, languages, onChange, onRemove }: MessageProps) {
  const { t } = useTranslation('content')
  const { enabled, afterSeconds, pages, text } = message
  const missing = (language: 'en' | 'zh') =>
    enabled && languages.includes(language) && text[language].trim() === ''
      ? t('widget.messageMissing')
      : undefined
  const field = (language: 'en' | 'zh') => ({
    rows: 2,
    maxLength: 300,
    value: text[language],
    error: missing(language),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ text: { ...text, [language]: event.currentTarget.value } }),
  })
  return (
    <fieldset className={styles.message}>
      <legend>{t('widget.messageNumber', { number })}</legend>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
        {t('widget.messageOn')}
      </label>
      <Textarea label={t('widget.messageEn')} {...field('en')} />
      <Textarea label={t('widget.messageZh')} lang="zh-CN" {...field('zh')} />
      <TextInput
        type="number"
        label={t('widget.messageAfter')}
        min={0}
        max={LONGEST_S}
        value={afterSeconds}
        onChange={(event) => {
          const wanted = Math.round(Number(event.currentTarget.value))
          onChange({ afterSeconds: Math.min(Math.max(wanted || 0, 0), LONGEST_S) })
        }}
      />
      <LinesField
        label={t('widget.messagePages')}
        description={t('widget.messagePagesHint')}
        rows={2}
        value={pages}
        read={(text) => [...new Set(text.split(/\s+/).filter((line) => line !== ''))]}
        onChange={(pages) => onChange({ pages })}
      />
      <div>
        <Button variant="default" size="xs" leftSection={<IconTrash size={16} />} onClick={onRemove}>
          {t('widget.removeMessage', { number })}
        </Button>
      </div>
    </fieldset>
  )
}
