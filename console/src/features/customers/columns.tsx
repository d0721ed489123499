import { IconColumns3 } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import { useDesk } from '../../lib/session.ts'
import { readStoredJson, writeStored } from '../../lib/stored.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './customers.module.css'

const STORED_AS = 'parley.customers.columns'
const builtIn = [
  'email',
  'phone',
  'company',
  'city',
  'language',
  'tags',
  'channels',
  'spent',
  'seen',
  'since',
] as const
const atFirst: readonly string[] = ['email', 'tags', 'language', 'spent', 'seen']

export interface Columns {
  all: { id: string; label: string }[]
  shown: { id: string; label: string }[]
  toggle: (id: string) => void
}

/** Which columns the person wants to see; kept in this browser. */
export function useColumns(): Columns {
  const { t } = useTranslation('customers')
  const language = useLanguage()
  const { fields } = useDesk()
  const [wanted, setWanted] = useState<readonly string[]>(() => {
    const stored = readStoredJson(STORED_AS)
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : atFirst
  })
  const all = [
    ...builtIn.map((id) => ({ id: id as string, label: t(`column.${id}`) })),
    ...fields.map(({ id, label }) => ({ id: `fields.${id}`, label: label[language] })),
  ]
  return {
    all,
    shown: all.filter(({ id }) => wanted.includes(id)),
    toggle: (id) => {
      const next = wanted.includes(id) ? wanted.filter((each) => each !== id) : [...wanted, id]
      setWanted(next)
      writeStored(STORED_AS, JSON.stringify(next))
    },
  }
}

export function ColumnMenu({ columns }: { columns: Columns }) {
  const { t } = useTranslation('customers')
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes when the focus leaves, and on Escape
    <div
      className={styles.menu}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        className={styles.choice}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconColumns3 size={16} stroke={1.8} aria-hidden="true" />
        {t('columns')}
      </button>
      <fieldset id={id} className={styles.sheet} hidden={!open}>
        <legend className="visually-hidden">{t('columns')}</legend>
        {columns.all.map(({ id: column, label }) => (
          <label key={column} className={styles.check}>
            <input
              type="checkbox"
              checked={columns.shown.some((each) => each.id === column)}
              onChange={() => columns.toggle(column)}
            />
            {label}
          </label>
        ))}
      </fieldset>
    </div>
  )
}
