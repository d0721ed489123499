import { useTranslation } from 'react-i18next'
import type { Canned } from '../../lib/canned.ts'
import styles from './composer.module.css'

interface CannedMenuProps {
  query: string
  found: readonly Canned[]
  active: number
  /** Shows what would be sent, names filled in. */
  fill: (text: string) => string
  onChoose: (index: number) => void
}

export function CannedMenu({ query, found, active, fill, onChoose }: CannedMenuProps) {
  const { t } = useTranslation()
  if (found.length === 0) {
    return (
      <div className={styles.menu} role="status">
        <p className={styles.nothing}>{t('composer.cannedNone', { query: `/${query}` })}</p>
      </div>
    )
  }
  return (
    <div
      id="canned-list"
      className={styles.menu}
      role="listbox"
      aria-label={t('composer.cannedList', { query: `/${query}` })}
    >
      {found.map((reply, index) => (
        // The box keeps the focus and the keys.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={reply.id}
          id={`canned-${index}`}
          className={styles.reply}
          role="option"
          aria-selected={index === active}
          ref={index === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <span className={styles.shortcut}>/{reply.shortcut}</span>
          <span className={styles.replyTitle}>{reply.title}</span>
          <span className={styles.replyText}>{fill(reply.text)}</span>
        </div>
      ))}
    </div>
  )
}
