import type { Suggestion } from '@parley/server/contract'
import { IconBolt, IconBook2, IconX } from '@tabler/icons-react'
import { percent } from '../../lib/format.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './suggestion-strip.module.css'
import type { Suggestions } from './use-suggestions.ts'

const icons = { article: IconBook2, canned: IconBolt }

interface SuggestionStripProps {
  suggestions: Suggestions
  onInsert: (text: string) => void
}

/** Answers that knowledge has for what the customer wrote; one press makes a draft of one. */
export function SuggestionStrip({ suggestions, onInsert }: SuggestionStripProps) {
  const { t } = useTranslation('composer')
  if (suggestions.list.length === 0) return null
  return (
    <section className={styles.strip} aria-label={t('suggestions')}>
      <ul className={styles.list}>
        {suggestions.list.map((suggestion, index) => (
          <li key={suggestion.id} className={styles.item}>
            <SuggestionButton
              suggestion={suggestion}
              first={index === 0}
              onChoose={() => onInsert(suggestion.text)}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={styles.away}
        aria-label={t('dismiss')}
        title={t('dismiss')}
        onClick={suggestions.dismiss}
      >
        <IconX size={14} aria-hidden="true" />
      </button>
    </section>
  )
}

interface SuggestionButtonProps {
  suggestion: Suggestion
  first: boolean
  onChoose: () => void
}

function SuggestionButton({ suggestion, first, onChoose }: SuggestionButtonProps) {
  const { t } = useTranslation('composer')
  const language = useLanguage()
  const why = useWhy(suggestion)
  const { kind, title, score } = suggestion
  const Icon = icons[kind]
  const fits = t('score', { percent: percent(score, language) })
  return (
    <button
      type="button"
      className={styles.suggestion}
      data-tip={[`${t(kind)} · ${fits}`, ...why].join('\n')}
      data-tip-touch=""
      onClick={onChoose}
    >
      <Icon size={15} stroke={1.7} aria-hidden="true" />
      <span className={styles.title}>{title}</span>
      <span className={styles.score}>
        <span className={styles.bar} aria-hidden="true">
          <span style={{ inlineSize: `${Math.round(score * 100)}%` }} />
        </span>
        {percent(score, language)}
      </span>
      {first && (
        <span className={styles.key} aria-hidden="true">
          <Kbd>Tab</Kbd>
        </span>
      )}
    </button>
  )
}

function useWhy({ why }: Suggestion): string[] {
  const { t } = useTranslation('composer')
  const language = useLanguage()
  const intentTitle = useIntentTitle()
  const { intent, words } = why
  return [
    ...(intent
      ? [t('whyIntent', { intent: intentTitle(intent.name), percent: percent(intent.confidence, language) })]
      : []),
    ...(words.length > 0 ? [t('whyWords', { words: words.join(language === 'zh' ? '、' : ', ') })] : []),
  ]
}
