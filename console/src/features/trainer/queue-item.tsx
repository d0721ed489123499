import type { Mood, QueueItem } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { useSlowClock } from '../../lib/clock.ts'
import { percent, shortAge } from '../../lib/format.ts'
import { OUT_OF_SCOPE } from '../../lib/out-of-scope.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { placeAddress } from '../../lib/views.ts'
import { useChannelName } from '../../ui/channel-name.ts'
import { CommandKeys, Kbd } from '../../ui/kbd.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import styles from './queue.module.css'
import { useMeaning } from './use-intents.ts'

export const moods = ['positive', 'neutral', 'negative'] as const satisfies readonly Mood['label'][]

interface QueueRowProps {
  item: QueueItem
  active: boolean
  mood: Mood['label'] | undefined
  onActivate: () => void
  onPick: (intent: string) => void
  onOther: () => void
  onSkip: () => void
  onMood: (mood: Mood['label']) => void
}

/** Of an utterance that is not the active one. */
const FIRST = 3

/**
 * One utterance with what it could mean; only the active one shows all of it, with the keys. A press with the mouse makes
 * a row active when it is over: rows that move in between would lose it.
 */
export function QueueRow({ item, active, mood, onActivate, onPick, onOther, onSkip, onMood }: QueueRowProps) {
  const { t } = useTranslation('trainer')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: with the keyboard, focus does it
    <li
      className={styles.item}
      data-active={active}
      data-item={item.id}
      aria-current={active || undefined}
      onFocus={({ target }) => {
        if (!active && target.matches(':focus-visible')) onActivate()
      }}
      onClick={({ target }) => {
        if (!active && target instanceof Element && !target.closest('button, a')) onActivate()
      }}
    >
      <div className={styles.head}>
        <q className={styles.text} lang={item.language}>
          {item.text}
        </q>
        <Origin item={item} />
      </div>
      <div className={styles.choices}>
        {item.candidates.slice(0, active ? undefined : FIRST).map(({ intent, confidence }, index) => (
          <Candidate
            key={intent}
            number={active ? index + 1 : undefined}
            intent={intent}
            confidence={confidence}
            onPick={() => onPick(intent)}
          />
        ))}
        {active && (
          <button type="button" className={styles.choice} onClick={() => onPick(OUT_OF_SCOPE)}>
            <CommandKeys command="labelNone" />
            {t('queue.none')}
          </button>
        )}
        <button type="button" className={styles.choice} data-quiet onClick={onOther}>
          {active && <CommandKeys command="labelOther" />}
          {t('queue.other')}
        </button>
        {active && (
          <button type="button" className={styles.choice} data-quiet onClick={onSkip}>
            <CommandKeys command="labelSkip" />
            {t('queue.skip')}
          </button>
        )}
        {active && (
          // biome-ignore lint/a11y/useSemanticElements: three toggles in a row of choices, not a form's fieldset
          <span className={styles.moods} role="group" aria-label={t('queue.mood')}>
            {moods.map((each) => (
              <button
                key={each}
                type="button"
                className={styles.mood}
                aria-pressed={(mood ?? item.mood.label) === each}
                onClick={() => onMood(each)}
              >
                <MoodFace label={each} size={17} />
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  )
}

function Candidate({
  number,
  intent,
  confidence,
  onPick,
}: {
  number: number | undefined
  intent: string
  confidence: number
  onPick: () => void
}) {
  const language = useLanguage()
  const meaning = useMeaning()
  const singleKeys = usePreference('singleKeys')
  return (
    <button type="button" className={styles.choice} title={intent} onClick={onPick}>
      {singleKeys && number !== undefined && number <= 9 && <Kbd>{String(number)}</Kbd>}
      <span className={styles.name}>{meaning(intent)}</span>
      <span className={styles.share}>{percent(confidence, language)}</span>
    </button>
  )
}

function Origin({ item }: { item: QueueItem }) {
  const { t } = useTranslation(['trainer', 'translation'])
  const language = useLanguage()
  const channelName = useChannelName()
  const now = useSlowClock()
  return (
    <span className={styles.origin}>
      {item.alike > 0 && <span>{t('queue.alike', { count: item.alike })}</span>}
      <Link
        {...placeAddress('open', item.thread, { at: item.seq })}
        className={styles.thread}
        title={t('queue.open')}
      >
        {channelName(item.channel)} · {shortAge(now - item.at, language, t('translation:time.now'))}
        <span className="visually-hidden">, {t('queue.open')}</span>
      </Link>
    </span>
  )
}
