import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { findEmojis } from './emoji-list.ts'
import styles from './emoji-picker.module.css'

const COLUMNS = 8

interface EmojiPickerProps {
  onPick: (sign: string) => void
  /** The person went elsewhere. */
  onClose: () => void
  /** Nothing is wanted: back to where they wrote. */
  onLeave: () => void
}

/** Signs found by name; the arrows move through them, Enter takes one, Escape goes back to the box. */
export function EmojiPicker({ onPick, onClose, onLeave }: EmojiPickerProps) {
  const { t } = useTranslation('composer')
  const language = useLanguage()
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = findEmojis(query)
  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    panel.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key]
    const chosen = found[active]
    if (step !== undefined) setActive(Math.min(Math.max(active + step, 0), found.length - 1))
    else if (event.key === 'Enter' && chosen) onPick(chosen.sign)
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={panel}
      className={styles.panel}
      role="dialog"
      aria-label={t('emoji')}
      onBlur={(event) => {
        // Its button closes it by itself.
        if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) onClose()
      }}
    >
      <input
        ref={input}
        className={styles.search}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        aria-label={t('emojiSearch')}
        placeholder={t('emojiSearch')}
        maxLength={40}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={handleKey}
      />
      <div id={id} className={styles.grid} role="listbox" aria-label={t('emoji')}>
        {found.map((emoji, index) => (
          <div
            key={emoji.sign}
            id={`${id}-${index}`}
            className={styles.sign}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            aria-label={emoji[language]}
            title={emoji[language]}
            // Before the field loses the focus, which would close this.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(emoji.sign)}
            onKeyDown={undefined}
          >
            {emoji.sign}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.nothing}>{t('emojiNone')}</p>}
    </div>
  )
}
