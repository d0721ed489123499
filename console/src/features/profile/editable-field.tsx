import type { CustomerProfile } from '@parley/server/contract'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { CustomerField } from '../../lib/customer-fields.ts'
import { fieldText, shownText } from '../../lib/customer-fields.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ValueInput } from '../../ui/value-input.tsx'
import styles from './profile-panel.module.css'
import { useEditField } from './use-edit-field.ts'

interface EditableFieldProps {
  profile: CustomerProfile
  field: CustomerField
  editable: boolean
  /** After the value, while it is not edited: a link. */
  aside?: ReactNode
}

/** A fact that is edited where it stands: Enter opens and saves, Escape leaves it as it was. */
export function EditableField({ profile, field, editable, aside }: EditableFieldProps) {
  const { t } = useTranslation('profile')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const text = fieldText(profile, field.id)
  const close = (focus: boolean) => {
    setOpen(false)
    if (focus) requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <div className={styles.fact}>
      <dt>{field.label}</dt>
      <dd>
        {open ? (
          <Editor profile={profile} field={field} text={text} onClose={close} />
        ) : editable ? (
          <span className={styles.valueLine}>
            <button
              ref={button}
              type="button"
              className={styles.value}
              data-empty={text === ''}
              onClick={() => setOpen(true)}
              aria-label={
                text === ''
                  ? t('addField', { field: field.label })
                  : t('editField', { field: field.label, value: shownText(field, text) })
              }
            >
              {shownText(field, text) || t('add')}
            </button>
            {aside}
          </span>
        ) : (
          shownText(field, text)
        )}
      </dd>
    </div>
  )
}

interface EditorProps {
  profile: CustomerProfile
  field: CustomerField
  text: string
  onClose: (focus: boolean) => void
}

function Editor({ profile, field, text, onClose }: EditorProps) {
  const { t } = useTranslation('profile')
  const id = useId()
  const input = useRef<HTMLInputElement & HTMLSelectElement>(null)
  const [seen, setSeen] = useState(text)
  const [value, setValue] = useState(text)
  const { save, state, forget } = useEditField(profile.id, field.id)
  useEffect(() => input.current?.focus(), [])
  const finish = async (focus: boolean, from = seen) => {
    if (state.saving) return
    if (value === from || (await save(from, value))) onClose(focus)
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      void finish(true)
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose(true)
    }
  }
  const blur = () => {
    if (state.problem === undefined && state.conflict === undefined) void finish(false)
  }
  return (
    <>
      <ValueInput
        id={id}
        type={field.type}
        choices={field.choices}
        value={value}
        label={field.label}
        inputRef={input}
        invalid={state.problem !== undefined}
        describedBy={`${id}-problem`}
        onChange={(next) => {
          setValue(next)
          forget()
        }}
        onKeyDown={handleKey}
        onBlur={blur}
      />
      <span id={`${id}-problem`} role="alert" className={styles.problem}>
        {state.problem}
      </span>
      {state.conflict !== undefined && (
        <span className={styles.conflict} role="alert">
          {t('conflict', { value: shownText(field, state.conflict) || t('empty') })}
          <button
            type="button"
            className={styles.inline}
            onClick={() => {
              const now = state.conflict ?? ''
              setSeen(now)
              void finish(true, now)
            }}
          >
            {t('keepMine')}
          </button>
          <button type="button" className={styles.inline} onClick={() => onClose(true)}>
            {t('takeTheirs')}
          </button>
        </span>
      )}
    </>
  )
}
