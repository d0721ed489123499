import { IconChevronRight } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { percent } from '../../lib/format.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { Chip } from '../../ui/chip.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import type { Decision, Understanding } from './log-items.ts'
import styles from './message.module.css'

interface ReadingLineProps {
  understanding: Understanding | undefined
  decision: Decision | undefined
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
export function ReadingLine({ understanding, decision, opened, onToggle }: ReadingLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const intentTitle = useIntentTitle()
  const id = useId()
  const intent = understanding?.intents[0]
  // Silence is what people expect of the bot while they talk themselves.
  const shown = decision?.decision === 'silent' ? undefined : decision
  if (!understanding && !shown) return null
  return (
    <>
      <div className={styles.reading}>
        {understanding && <MoodFace label={understanding.mood.label} />}
        {intent && (
          <>
            <Chip title={intent.intent}>{intentTitle(intent.intent)}</Chip>
            <span className="tabular">
              <span aria-hidden="true">{percent(intent.confidence, language)}</span>
              <span className="visually-hidden">
                {t('thread.confidence', { percent: percent(intent.confidence, language) })}
              </span>
            </span>
          </>
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
