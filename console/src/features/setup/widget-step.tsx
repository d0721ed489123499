import { Button, TextInput } from '@mantine/core'
import type { MadeWidget } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { setupApi, widgetSetupQuery } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CopyBox } from '../../ui/copy-box.tsx'
import formStyles from '../../ui/form.module.css'
import { FrontDoor } from '../../ui/front-door.tsx'
import { FrontDoorWait } from '../../ui/front-door-wait.tsx'
import { StepProgress } from './step-progress.tsx'
import styles from './widget-step.module.css'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'

/** The first widget: how it looks, and what to paste where. */
export function WidgetStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('entrance')
  const { data, error, refetch } = useQuery({ ...widgetSetupQuery, staleTime: Number.POSITIVE_INFINITY })
  const [made, setMade] = useState<MadeWidget>()
  const end = async () => {
    // Asked again at the next sign-in when this is not heard: no harm.
    await setupApi.end().catch(() => undefined)
    onDone()
  }
  const shown = made ?? (data?.made ? data : undefined)
  if (!data) return <FrontDoorWait error={error} onRetry={() => void refetch()} />
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
  const form = useSubmit({
    fits: greeting.en.trim() !== '' && greeting.zh.trim() !== '',
    send: async () => onMade(await setupApi.widget({ accent, greeting })),
  })
  const missing = (text: string) =>
    form.tried && text.trim() === '' ? t('setup.greetingMissing') : undefined
  return (
    <SubmitForm of={form}>
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
      <Button type="submit" size="md" loading={form.busy} fullWidth>
        {t('setup.make')}
      </Button>
      <Button variant="default" size="md" onClick={onLater} fullWidth>
        {t('setup.later')}
      </Button>
    </SubmitForm>
  )
}

function Snippet({ widget, onDone }: { widget: MadeWidget; onDone: () => void }) {
  const { t } = useTranslation('entrance')
  return (
    <div className={formStyles.form}>
      <h2 className={styles.heading}>{t('setup.snippetTitle')}</h2>
      <p className={formStyles.hint}>{t('setup.snippetHint')}</p>
      <CopyBox label={t('setup.snippet')} text={widget.snippet} />
      <p className={formStyles.hint}>
        <a
          className={formStyles.link}
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
