import type { CustomerNote, EditCustomerNote } from '@parley/server/contract'
import { IconPencil, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { fullTime, shortDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './notes.module.css'

interface NoteLineProps {
  note: CustomerNote
  editable: boolean
  /** Only who wrote it may change or remove it. */
  mine: boolean
  onChange: (wish: EditCustomerNote) => Promise<boolean>
}

export function NoteLine({ note, editable, mine, onChange }: NoteLineProps) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const now = useSlowClock()
  const [editing, setEditing] = useState(false)
  const [history, setHistory] = useState(false)
  return (
    <li className={styles.note} data-pinned={note.pinned}>
      {editing ? (
        <NoteEditor
          text={note.text}
          onSave={async (text) => {
            if (text === note.text || (await onChange({ text }))) setEditing(false)
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <p className={styles.text}>{note.text}</p>
      )}
      <div className={styles.foot}>
        <span className={styles.by}>
          {note.by.name} ·{' '}
          <time dateTime={new Date(note.at).toISOString()} title={fullTime(note.at, language)}>
            {shortDate(note.at, language, now)}
          </time>
          {note.editedAt !== undefined && (
            <>
              {' · '}
              <button
                type="button"
                className={styles.edited}
                aria-expanded={history}
                onClick={() => setHistory(!history)}
              >
                {t('noteEdited')}
              </button>
            </>
          )}
        </span>
        {editable && (
          <span className={styles.tools}>
            <Tool
              label={t(note.pinned ? 'unpinNote' : 'pinNote')}
              onClick={() => void onChange({ pinned: !note.pinned })}
            >
              {note.pinned ? <IconPinFilled size={14} /> : <IconPin size={14} stroke={1.8} />}
            </Tool>
            {mine && (
              <>
                <Tool label={t('editNote')} onClick={() => setEditing(true)}>
                  <IconPencil size={14} stroke={1.8} />
                </Tool>
                <Tool label={t('removeNote')} onClick={() => void onChange({ deleted: true })}>
                  <IconTrash size={14} stroke={1.8} />
                </Tool>
              </>
            )}
          </span>
        )}
      </div>
      {history && (
        <ol className={styles.before}>
          {note.before.map((version) => (
            <li key={version.at}>
              <time dateTime={new Date(version.at).toISOString()}>{fullTime(version.at, language)}</time>
              <p className={styles.text}>{version.text}</p>
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.tool} aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  )
}

function NoteEditor({
  text,
  onSave,
  onCancel,
}: {
  text: string
  onSave: (text: string) => Promise<void>
  onCancel: () => void
}) {
  const { t } = useTranslation(['profile', 'translation'])
  const input = useRef<HTMLTextAreaElement>(null)
  const [value, setValue] = useState(text)
  useEffect(() => input.current?.focus(), [])
  const save = () => void (value.trim() === '' ? undefined : onSave(value.trim()))
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
    else if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.form}>
      <textarea
        ref={input}
        className={styles.input}
        rows={4}
        maxLength={4000}
        aria-label={t('editNote')}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={handleKey}
      />
      <button type="button" className={styles.save} onClick={save}>
        {t('translation:common.save')}
      </button>
      <button type="button" className={styles.edited} onClick={onCancel}>
        {t('translation:common.cancel')}
      </button>
    </div>
  )
}
