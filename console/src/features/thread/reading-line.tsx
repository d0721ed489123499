import type { Entry } from '@parley/server/contract'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { percent } from '../../lib/format.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import { askCorrection, readingOf, useCorrections } from './correcting.ts'
import type { Correction, Decision, Understanding } from './log-items.ts'
import styles from './message.module.css'

interface ReadingLineProps {
  message: Pick<Entry, 'thread' | 'seq'>
  understanding: Understanding | undefined
  decision: Decision | undefined
  /** Corrections that the log has. */
  known: readonly Correction[]
  opened: boolean
  onToggle: () => void
}

const decisions = {
  answer: 'thread.whyAnswer',
  ask: 'thread.whyAsk',
  action: 'thread.whyAction',
  handoff: 'thread.whyHandoff',
  silent: 'thread.whySilent',
} as const

/** What the machine understood of a message, and what the bot made of it. */
export function ReadingLine(props: ReadingLineProps) {
  const { message, understanding, decision, known, opened, onToggle } = props
  const { t } = useTranslation()
  const corrections = useCorrections(message.thread, message.seq, known)
  const { permissions } = useSession()
  const intentTitle = useIntentTitle()
  const nameOf = (name: string) => (name === 'none' ? t('correct.none') : intentTitle(name))
  const id = useId()
  const now = readingOf(understanding, corrections)
  // Silence is what people expect of the bot while they talk themselves.
  const shown = decision?.decision === 'silent' ? undefined : decision
  if (!now && !shown) return null
  const may = permissions.includes('thread.correct')
  return (
    <>
      <div className={styles.reading}>
        {now?.mood && (
          <Correctable field="mood" message={message} may={may}>
            <MoodFace label={now.mood.label} />
          </Correctable>
        )}
        {now?.intent && (
          <>
            <Correctable field="intent" message={message} may={may}>
              <Chip title={now.intent.name}>{nameOf(now.intent.name)}</Chip>
            </Correctable>
            {!now.corrected.intent && <Sure confidence={now.intent.confidence} />}
          </>
        )}
        {now && (now.corrected.intent || now.corrected.mood) && (
          <Corrected understanding={understanding} corrections={corrections} nameOf={nameOf} />
        )}
        {shown && (
          <button
            type="button"
            className={styles.why}
            aria-expanded={opened}
            aria-controls={id}
            onClick={onToggle}
          >
            {t(decisions[shown.decision])}
            <IconChevronRight size={13} aria-hidden="true" />
          </button>
        )}
      </div>
      {shown && opened && <Why id={id} decision={shown} />}
    </>
  )
}

/** What was understood, as a button that says what it really was. */
function Correctable({
  field,
  message,
  may,
  children,
}: {
  field: 'intent' | 'mood'
  message: Pick<Entry, 'thread' | 'seq'>
  may: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  if (!may) return children
  return (
    <button
      type="button"
      className={styles.correctable}
      title={t(field === 'intent' ? 'commands.correctIntent' : 'commands.correctMood')}
      onClick={() => askCorrection({ thread: message.thread, of: message.seq, field })}
    >
      {children}
      <span className="visually-hidden">
        {t(field === 'intent' ? 'commands.correctIntent' : 'commands.correctMood')}
      </span>
    </button>
  )
}

function Sure({ confidence }: { confidence: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <span className="tabular">
      <span aria-hidden="true">{percent(confidence, language)}</span>
      <span className="visually-hidden">
        {t('thread.confidence', { percent: percent(confidence, language) })}
      </span>
    </span>
  )
}

/** Who said so, and what the model had said. */
function Corrected({
  understanding,
  corrections,
  nameOf,
}: {
  understanding: Understanding | undefined
  corrections: readonly Correction[]
  nameOf: (name: string) => string
}) {
  const { t } = useTranslation()
  const last = corrections.findLast(({ withdrawn }) => withdrawn === undefined)
  const by = t('correct.by', { name: last?.by ?? t('common.unknown') })
  if (!understanding) return <span>{by}</span>
  const said = understanding.intents[0]
  const model = [said && nameOf(said.intent), t(`mood.${understanding.mood.label}`)]
    .filter(Boolean)
    .join(' · ')
  return (
    <span title={t('correct.said', { model })}>
      {by}
      <span className="visually-hidden">{t('correct.said', { model })}</span>
    </span>
  )
}

function Why({ id, decision }: { id: string; decision: Decision }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const intentTitle = useIntentTitle()
  const sure = decision.confidence === undefined ? '' : ` · ${percent(decision.confidence, language)}`
  const facts = [
    [t('thread.whyRule'), decision.rule],
    [t('thread.whyIntent'), decision.intent === undefined ? undefined : intentTitle(decision.intent) + sure],
    [t('thread.whyDialog'), decision.dialog],
    [t('thread.whySlot'), decision.slot],
    [t('thread.whyArticle'), decision.article],
    [t('thread.whyVersion'), decision.bot],
  ] as const
  return (
    <dl className={styles.facts} id={id}>
      {facts.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
