import { NativeSelect, NumberInput } from '@mantine/core'
import type { BotSettings } from '@parley/server/contract'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSection } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import styles from './bot-page.module.css'
import { SectionPage } from './section-page.tsx'
import { ThresholdCurve } from './threshold-curve.tsx'
import { useBotLines } from './use-bot-lines.ts'

/** When the bot answers, when it asks back, and to whom it hands over. In force from the next turn on. */
export function BotPage() {
  const { t } = useTranslation(['content', 'admin'])
  const form = useSection('bot')
  const lines = useBotLines()
  const { value } = form
  const crossed = value !== undefined && value.offer > value.answer
  const change = (part: Partial<BotSettings>) => form.change((bot) => ({ ...bot, ...part }))
  return (
    <SectionPage
      title={t('admin:pages.bot')}
      hint={t('bot.hint')}
      form={form}
      labels={{
        answer: t('bot.answer'),
        offer: t('bot.offer'),
        misunderstandingsBeforeHandoff: t('bot.misunderstandings'),
        strongMood: t('bot.mood'),
        returnWithinDays: t('bot.returns'),
        queueOfIntent: t('bot.queues'),
      }}
      describe={lines}
      problem={crossed ? t('bot.crossed') : undefined}
    >
      {value && (
        <div className={styles.stack}>
          <Card title={t('bot.certainty')} id="bot-certainty" aside={t('bot.certaintyHint')}>
            <div className={styles.thresholds}>
              <Threshold
                label={t('bot.answer')}
                hint={t('bot.answerHint')}
                value={value.answer}
                onChange={(answer) => change({ answer })}
              />
              <Threshold
                label={t('bot.offer')}
                hint={t('bot.offerHint')}
                value={value.offer}
                onChange={(offer) => change({ offer })}
              />
            </div>
            <ThresholdCurve answer={value.answer} onChoose={change} />
          </Card>
          <Handing value={value} change={change} />
          <IntentQueues value={value} change={change} />
        </div>
      )}
    </SectionPage>
  )
}

function Threshold({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: number
  onChange: (value: number) => void
}) {
  return (
    <label className={styles.threshold}>
      <span className={styles.thresholdName}>
        {label} <output className="tabular">{value.toFixed(2)}</output>
      </span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={value}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <span className={styles.hint}>{hint}</span>
    </label>
  )
}

type Part = { value: BotSettings; change: (part: Partial<BotSettings>) => void }

function Handing({ value, change }: Part) {
  const { t } = useTranslation('content')
  const words = (key: 'misunderstandings' | 'mood' | 'returns') => ({
    label: t(`bot.${key}`),
    hint: t(`bot.${key}Hint`),
  })
  return (
    <Card title={t('bot.handing')} id="bot-handing">
      <div className={styles.numbers}>
        <BotNumber
          {...words('misunderstandings')}
          range={{ min: 1, max: 10, decimalScale: 0 }}
          value={value.misunderstandingsBeforeHandoff}
          onChange={(next) => change({ misunderstandingsBeforeHandoff: next })}
        />
        <BotNumber
          {...words('mood')}
          range={{ min: -1, max: 0, step: 0.05, decimalScale: 2 }}
          value={value.strongMood}
          onChange={(next) => change({ strongMood: next })}
        />
        <BotNumber
          {...words('returns')}
          range={{ min: 1, max: 365, decimalScale: 0 }}
          value={value.returnWithinDays}
          onChange={(next) => change({ returnWithinDays: next })}
        />
      </div>
    </Card>
  )
}

function BotNumber({
  label,
  hint,
  range,
  value,
  onChange,
}: {
  label: string
  hint: string
  range: { min: number; max: number; step?: number; decimalScale: number }
  value: number
  onChange: (value: number) => void
}) {
  return (
    <NumberInput
      hideControls
      clampBehavior="blur"
      label={label}
      description={hint}
      {...range}
      value={value}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  )
}

/** Conversational intents are never handed over by their topic. */
const TALK = /^(smalltalk|dialog|feedback|agent|bot)\./

function IntentQueues({ value, change }: Part) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const { intents, queues } = useDesk()
  return (
    <Card title={t('bot.queues')} id="bot-queues" aside={t('bot.queuesHint')}>
      <div className={styles.intents}>
        {intents
          .filter(({ name }) => !TALK.test(name))
          .map(({ name, title }) => (
            <NativeSelect
              key={name}
              label={title[language]}
              value={value.queueOfIntent[name] ?? 'general'}
              data={queues.map((queue) => ({ value: queue.id, label: queue.name[language] }))}
              onChange={(event) =>
                change({ queueOfIntent: { ...value.queueOfIntent, [name]: event.currentTarget.value } })
              }
            />
          ))}
      </div>
    </Card>
  )
}
