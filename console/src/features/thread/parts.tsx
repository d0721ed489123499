import type { Part } from '@parley/server/contract'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './parts.module.css'

export function textOf(parts: readonly Part[]): string {
  return parts.map(wordsOf).join('\n').trim()
}

function wordsOf(part: Part): string {
  if (part.type === 'text') return part.text
  if (part.type === 'card') return part.title
  return part.type === 'image' || part.type === 'file' ? part.name : ''
}

/** Choices and cards as the customer saw them; staff cannot press the customer's buttons. */
export function ExtraParts({ parts }: { parts: readonly Part[] }) {
  const { t } = useTranslation()
  return parts.map((part, index) => {
    const key = `${part.type}${index}`
    if (part.type === 'text') return null
    if (part.type === 'choices') {
      return (
        <ul key={key} className={styles.choices} aria-label={t('thread.choices')}>
          {part.options.map((option) => (
            <li key={option.id} className={styles.choice}>
              {option.label}
            </li>
          ))}
        </ul>
      )
    }
    return part.type === 'card' ? <Card key={key} part={part} /> : null
  })
}

function Card({ part }: { part: Extract<Part, { type: 'card' }> }) {
  return (
    <div className={styles.card}>
      <p className={styles.title}>{part.title}</p>
      {part.subtitle !== undefined && <p className={styles.subtitle}>{part.subtitle}</p>}
      {part.fields.length > 0 && (
        <dl className={styles.fields}>
          {part.fields.map((field) => (
            <div key={field.label} className={styles.field}>
              <dt>{field.label}</dt>
              <dd>{field.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
