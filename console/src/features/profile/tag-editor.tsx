import type { Desk } from '@parley/server/contract'
import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './tags.module.css'

type Tag = Desk['tags'][number]

interface TagEditorProps {
  tags: readonly string[]
  editable: boolean
  onAdd: (tag: string) => void
  onRemove: (tag: string) => void
}

/** Tags are added by typing: arrows choose, Enter adds, Backspace in the empty field takes the last one away. */
export function TagEditor({ tags, editable, onAdd, onRemove }: TagEditorProps) {
  const { t } = useTranslation('profile')
  const known = useDesk().tags
  // One that the company gave up has no name any more, and leaves the customers by itself.
  const shown = tags.flatMap((id) => known.find((tag) => tag.id === id) ?? [])
  return (
    <div className={styles.root}>
      <ul className={styles.tags}>
        {shown.map(({ id, name, colour }) => (
          <li key={id} className={styles.tag} data-colour={colour}>
            <span className={styles.name}>{name}</span>
            {editable && (
              <button
                type="button"
                className={styles.remove}
                aria-label={t('removeTag', { name })}
                onClick={() => onRemove(id)}
              >
                <IconX size={12} stroke={2.2} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <TagField
          options={known.filter(({ id }) => !tags.includes(id))}
          onAdd={onAdd}
          onBack={() => {
            const last = shown.at(-1)
            if (last) onRemove(last.id)
          }}
        />
      )}
    </div>
  )
}

function TagField({
  options,
  onAdd,
  onBack,
}: {
  options: readonly Tag[]
  onAdd: (tag: string) => void
  onBack: () => void
}) {
  const { t } = useTranslation('profile')
  const list = useId()
  const box = useRef<HTMLInputElement>(null)
  useCommands('tags', { tagCustomer: () => box.current?.focus() })
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const wanted = text.trim().toLowerCase()
  const found = options.filter(({ id, name }) => name.toLowerCase().includes(wanted) || id.includes(wanted))
  const chosen = found[Math.min(at, found.length - 1)]
  const chosenId = open && chosen ? `${list}-${chosen.id}` : undefined
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  const pick = (tag: Tag) => {
    onAdd(tag.id)
    setText('')
    setAt(0)
  }
  const show = (to: number) => {
    setAt(Math.max(0, Math.min(to, found.length - 1)))
    setOpen(true)
  }
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => show(at + 1),
    ArrowUp: () => show(at - 1),
    Enter: chosen && (() => pick(chosen)),
    Backspace: text === '' ? onBack : undefined,
    Escape: open ? () => setOpen(false) : undefined,
  }
  const handleKey = (event: KeyboardEvent) => {
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    if (event.key === 'Escape') event.stopPropagation()
    act()
  }
  const shown = open && found.length > 0
  return (
    <div className={styles.field}>
      <input
        ref={box}
        className={styles.input}
        role="combobox"
        aria-label={t('addTag')}
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown ? chosenId : undefined}
        autoComplete="off"
        placeholder={t('addTag')}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onKeyDown={handleKey}
      />
      <div id={list} role="listbox" aria-label={t('tags')} className={styles.list} hidden={!shown}>
        {found.map((tag) => (
          <div
            key={tag.id}
            id={`${list}-${tag.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={tag === chosen}
            className={styles.option}
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault()
              pick(tag)
            }}
          >
            <span className={styles.dot} data-colour={tag.colour} aria-hidden="true" />
            {tag.name}
          </div>
        ))}
      </div>
      <span role="status" className="visually-hidden">
        {open && wanted !== '' && found.length === 0 ? t('noTag') : ''}
      </span>
      {open && wanted !== '' && found.length === 0 && <p className={styles.none}>{t('noTag')}</p>}
    </div>
  )
}
