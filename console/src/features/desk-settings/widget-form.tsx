import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { WidgetLook } from '@parley/server/contract'
import { contrastToWhite, readsOnWhite } from '../../lib/contrast.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { LinesField } from '../../ui/lines-field.tsx'
import styles from './widget-page.module.css'

/** The look of a widget as fields. */
export function WidgetForm({
  look,
  onChange,
}: {
  look: WidgetLook
  onChange: (part: Partial<WidgetLook>) => void
}) {
  const { t } = useTranslation('content')
  const { languages, greeting } = look
  return (
    <div className={styles.form}>
      <TextInput
        label={t('widget.company')}
        value={look.company}
        maxLength={80}
        error={look.company.trim() === '' ? t('nameMissing') : undefined}
        onChange={(event) => onChange({ company: event.currentTarget.value })}
      />
      <Check
        label={t('widget.showCompany')}
        checked={look.showCompany}
        onChange={(showCompany) => onChange({ showCompany })}
      />
      <Accent colour={look.accent} onChange={(accent) => onChange({ accent })} />
      <NativeSelect
        label={t('widget.languages')}
        value={languages.join('+')}
        data={[
          { value: 'en+zh', label: t('widget.both') },
          { value: 'zh+en', label: t('widget.bothZh') },
          { value: 'en', label: t('widget.onlyEn') },
          { value: 'zh', label: t('widget.onlyZh') },
        ]}
        onChange={(event) => {
          const wanted = event.currentTarget.value.split('+')
          onChange({ languages: wanted.flatMap((one) => (one === 'en' || one === 'zh' ? [one] : [])) })
        }}
      />
      <Textarea
        label={t('widget.greetingEn')}
        rows={2}
        maxLength={300}
        value={greeting.en}
        onChange={(event) => onChange({ greeting: { ...greeting, en: event.currentTarget.value } })}
      />
      <Textarea
        label={t('widget.greetingZh')}
        lang="zh-CN"
        rows={2}
        maxLength={300}
        value={greeting.zh}
        onChange={(event) => onChange({ greeting: { ...greeting, zh: event.currentTarget.value } })}
      />
      <Check
        label={t('widget.preChat')}
        checked={look.preChat}
        onChange={(preChat) => onChange({ preChat })}
      />
      <NativeSelect
        label={t('widget.position')}
        value={look.position}
        data={[
          { value: 'right', label: t('widget.right') },
          { value: 'left', label: t('widget.left') },
        ]}
        onChange={(event) => onChange({ position: event.currentTarget.value === 'left' ? 'left' : 'right' })}
      />
      <LinesField
        label={t('widget.domains')}
        description={t('widget.domainsHint')}
        rows={2}
        value={look.domains}
        read={(text) => [...new Set(text.split(/\s+/).filter((line) => line !== ''))]}
        onChange={(domains) => onChange({ domains })}
      />
    </div>
  )
}

function Accent({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const { t } = useTranslation('content')
  const contrast = contrastToWhite(colour)
  const bad = contrast === undefined || !readsOnWhite(contrast)
  const words =
    contrast === undefined
      ? t('widget.noColour')
      : t(bad ? 'widget.contrastBad' : 'widget.contrastGood', { ratio: contrast.toFixed(1) })
  return (
    <div>
      <div className={styles.accent}>
        <input
          type="color"
          aria-label={t('widget.pick')}
          value={contrast === undefined ? '#5b5bd6' : colour}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <TextInput
          label={t('widget.accent')}
          value={colour}
          maxLength={7}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <p className={styles.words} data-bad={bad} role="status">
        {words}
      </p>
    </div>
  )
}

function Check({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  )
}
