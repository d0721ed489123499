import type { CustomerNote } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { customersApi, notesQuery } from '../../lib/customers-api.ts'
import { makeClientId } from '../../lib/ids.ts'
import { useSession } from '../../lib/session.ts'
import { readStoredJson, writeStored } from '../../lib/stored.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { NoteLine } from './note-line.tsx'
import styles from './notes.module.css'
import panel from './profile-panel.module.css'

/** What staff wrote down about the customer, beside every conversation. */
export function Notes({ customer }: { customer: string }) {
  const { t } = useTranslation(['profile', 'translation'])
  const { permissions, user } = useSession()
  const { data: notes = [], error, refetch } = useQuery(notesQuery(customer))
  const change = useChangeNote(customer)
  const editable = permissions.includes('customer.write')
  return (
    <section className={panel.section} aria-labelledby="profile-notes">
      <div className={panel.sectionHead}>
        <h3 id="profile-notes">{t('notes')}</h3>
        {notes.length > 0 && <span className={panel.quiet}>{t('notesCount', { count: notes.length })}</span>}
      </div>
      {editable && <NewNote key={customer} customer={customer} />}
      {error && (
        <p className={panel.quiet} role="alert">
          {t(`translation:errors.${codeOf(error)}`)}{' '}
          <Button size="small" tone="other" onClick={() => void refetch()}>
            {t('translation:common.retry')}
          </Button>
        </p>
      )}
      {!editable && !error && notes.length === 0 && <p className={panel.quiet}>{t('noNotes')}</p>}
      <ul className={styles.notes}>
        {notes.map((note) => (
          <NoteLine
            key={note.id}
            note={note}
            editable={editable}
            mine={note.by.id === user.id}
            onChange={(wish) => change(note, wish)}
          />
        ))}
      </ul>
    </section>
  )
}

type Wish = Parameters<typeof customersApi.editNote>[2]

function useChangeNote(customer: string) {
  const { t } = useTranslation(['profile', 'translation'])
  const queryClient = useQueryClient()
  const change = async (note: CustomerNote, wish: Wish): Promise<boolean> => {
    try {
      await customersApi.editNote(customer, note.id, wish)
      if (wish.deleted)
        void notifyDone(t('noteRemoved'), {
          close: t('translation:common.close'),
          undo: { label: t('translation:common.undo'), run: () => void change(note, { deleted: false }) },
        })
      return true
    } catch (error) {
      notifyProblem(t('noteFailed'), t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
      return false
    } finally {
      await queryClient.invalidateQueries({ queryKey: notesQuery(customer).queryKey })
    }
  }
  return change
}

function NewNote({ customer }: { customer: string }) {
  const { t } = useTranslation(['profile', 'translation'])
  const queryClient = useQueryClient()
  const { text, clientId, write } = useKeptNote(customer)
  const [saving, setSaving] = useState(false)
  const save = async () => {
    if (text.trim() === '' || saving) return
    setSaving(true)
    try {
      await customersApi.addNote(customer, { clientId, text })
      write('')
      await queryClient.invalidateQueries({ queryKey: notesQuery(customer).queryKey })
    } catch (error) {
      notifyProblem(t('noteFailed'), t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
    }
    setSaving(false)
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      void save()
    }
  }
  return (
    <div className={styles.form}>
      <textarea
        className={styles.input}
        rows={text === '' ? 1 : 3}
        maxLength={4000}
        aria-label={t('newNote')}
        placeholder={t('newNote')}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={handleKey}
      />
      {text.trim() !== '' && (
        <button type="button" className={styles.save} disabled={saving} onClick={() => void save()}>
          {t('saveNote')}
        </button>
      )}
    </div>
  )
}

interface KeptNote {
  text: string
  /** Made with its first letter: saving it once more, also after a reload, never makes a second note. */
  clientId: string
}

/** A note that is being written stays with its customer, whatever one looks at meanwhile. */
function useKeptNote(customer: string) {
  const { user } = useSession()
  const key = `parley.customer-note.${user.id}.${customer}`
  const [note, setNote] = useState<KeptNote>(() => keptNote(readStoredJson(key)))
  const write = (text: string) => {
    const next = { text, clientId: text === '' ? makeClientId() : note.clientId }
    setNote(next)
    writeStored(key, text === '' ? undefined : JSON.stringify(next))
  }
  return { ...note, write }
}

function keptNote(stored: unknown): KeptNote {
  const { text, clientId } = Object(stored) as Partial<KeptNote>
  return typeof text === 'string' && typeof clientId === 'string'
    ? { text, clientId }
    : { text: '', clientId: makeClientId() }
}
