import { Button, TextInput } from '@mantine/core'
import type { MadeWidget } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../lib/api-error.ts'
import { setupApi, widgetSetupQuery } from '../../lib/people-api.ts'
import { CopyBox } from '../../ui/copy-box.tsx'
import form from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import { StepProgress } from './step-progress.tsx'
import styles from './widget-step.module.css'
import '../../ui/mantine-input.css'

/** The first widget: how it looks, and what to paste where. */
export function WidgetStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('entrance')
  const { data } = useQuery({ ...widgetSetupQuery, staleTime: Number.POSITIVE_INFINITY })
  const [made, setMade] = useState<MadeWidget>()
  const end = async () => {
    // Asked again at the next sign-in when this is not heard: no harm.
    await setupApi.end().catch(() => undefined)
    onDone()
  }
  const shown = made ?? (data?.made ? data : undefined)
  if (!data) return null
  return (
    <FrontDoor
      title={t('setup.widget')}
      subtitle={t('setup.widgetHint')}
      progress={<StepProgress step={3} />}
      wide
    >
      {shown ? (
        <Snippet widget={shown} onDone={() => void end()} />
      ) : (
        <WidgetForm start={data} onMade={setMade} onLater={() => void end()} />
      )}
    </FrontDoor>
  )
}

function WidgetForm({
  start,
  onMade,
  onLater,
}: {
  start: MadeWidget
  onMade: (widget: MadeWidget) => void
  onLater: () => void
}) {
  const { t } = useTranslation(['entrance', 'translation'])
  const [accent, setAccent] = useState(start.accent)
  const [greeting, setGreeting] = useState(start.greeting)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const missing = (text: string) => (tried && text.trim() === '' ? t('setup.greetingMissing') : undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (greeting.en.trim() === '' || greeting.zh.trim() === '') return
    setBusy(true)
    try {
      onMade(await setupApi.widget({ accent, greeting }))
    } catch (error) {
      setFailure(t(`translation:errors.${codeOf(error)}`))
      setBusy(false)
    }
  }
  return (
    <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
      {failure && (
        <p className={form.problem} role="alert">
          {failure}
        </p>
      )}
      <label className={styles.colour}>
        {t('setup.accent')}
        <input type="color" value={accent} onChange={(event) => setAccent(event.currentTarget.value)} />
      </label>
      <TextInput
        label={t('setup.greetingEn')}
        size="md"
        maxLength={500}
        lang="en"
        autoFocus
        value={greeting.en}
        error={missing(greeting.en)}
        onChange={(event) => setGreeting({ ...greeting, en: event.currentTarget.value })}
      />
      <TextInput
        label={t('setup.greetingZh')}
        size="md"
        maxLength={500}
        lang="zh-CN"
        value={greeting.zh}
        error={missing(greeting.zh)}
        onChange={(event) => setGreeting({ ...greeting, zh: event.currentTarget.value })}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('setup.make')}
      </Button>
      <Button variant="default" size="md" onClick={onLater} fullWidth>
        {t('setup.later')}
      </Button>
    </form>
  )
}

function Snippet({ widget, onDone }: { widget: MadeWidget; onDone: () => void }) {
  const { t } = useTranslation('entrance')
  return (
    <div className={form.form}>
      <h2 className={styles.heading}>{t('setup.snippetTitle')}</h2>
      <p className={form.hint}>{t('setup.snippetHint')}</p>
      <CopyBox label={t('setup.snippet')} text={widget.snippet} />
      <p className={form.hint}>
        <a
          className={form.link}
          href={`/try/?account=${encodeURIComponent(widget.account)}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('setup.tryIt')}
        </a>{' '}
        {t('setup.tryHint')}
      </p>
      <Button size="md" onClick={onDone} fullWidth data-autofocus autoFocus>
        {t('setup.toDone')}
      </Button>
    </div>
  )
}
