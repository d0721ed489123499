import type { Entry } from '@parley/server/contract'
import { IconChevronDown, IconTransfer } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { languageName, moodScore } from '../../lib/format.ts'
import { useIntentTitle, useQueueName } from '../../lib/names.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { MoodFace } from '../../ui/mood-face.tsx'
import { moodLabel } from '../../ui/mood-label.ts'
import { EntryTime } from './entry-time.tsx'
import styles from './event-line.module.css'
import { useBriefWords } from './use-brief-words.ts'

type Handoff = Extract<Entry['body'], { kind: 'handoff' }>

interface HandoffCardProps {
  handoff: Handoff
  at: number
  opened: boolean
  onToggle: () => void
}

/** Why the bot gave up, and what whoever goes on should know first. */
export function HandoffCard({ handoff, at, opened, onToggle }: HandoffCardProps) {
  const { t } = useTranslation()
  const queueName = useQueueName()
  const id = useId()
  return (
    <div className={styles.card}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={opened}
        aria-controls={id}
        onClick={onToggle}
      >
        <IconTransfer size={16} stroke={1.8} aria-hidden="true" />
        <span className={styles.what}>
          {t('thread.handoff', { queue: queueName(handoff.queue), reason: t(`reason.${handoff.reason}`) })}
        </span>
        <EntryTime at={at} />
        <IconChevronDown className={styles.chevron} size={15} aria-hidden="true" />
      </button>
      {opened && <Brief id={id} brief={handoff.brief} />}
    </div>
  )
}

function Brief({ id, brief }: { id: string; brief: Handoff['brief'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const intentTitle = useIntentTitle()
  const words = useBriefWords()
  const facts: [string, ReactNode][] = [
    ...(brief.intent === undefined
      ? []
      : [[t('thread.briefIntent'), intentTitle(brief.intent)] as [string, ReactNode]]),
    ...Object.entries(brief.collected).map(
      ([name, value]) => [words.collected(name), value] as [string, ReactNode],
    ),
    [
      t('profile.mood'),
      <>
        <MoodFace label={moodLabel(brief.mood)} />
        {moodScore(brief.mood)}
      </>,
    ],
    [t('thread.briefLanguage'), languageName(brief.language, language)],
    ...(brief.tried.length === 0
      ? []
      : [[t('thread.briefTried'), brief.tried.map(words.tried).join(' · ')] as [string, ReactNode]]),
  ]
  return (
    <div className={styles.brief} id={id}>
      {brief.lastWords !== '' && <q className={styles.last}>{brief.lastWords}</q>}
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
