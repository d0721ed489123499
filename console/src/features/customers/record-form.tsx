import type { CustomerProfile, EditConflict } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { type CustomerField, fieldText, shownText, useCustomerFields } from '../../lib/customer-fields.ts'
import { conflictsIn, customersApi, problemsIn } from '../../lib/customers-api.ts'
import { useProblemWords } from '../../lib/problem-words.ts'
import { customerQuery } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { SaveBar } from '../../ui/save-bar.tsx'
import { ValueInput } from '../../ui/value-input.tsx'
import styles from './form.module.css'

type Texts = Readonly<Record<string, string>>

/** Every field of the record at once. What somebody else changed meanwhile is shown field by field, and nothing is lost. */
export function RecordForm({ profile }: { profile: CustomerProfile }) {
  const { t } = useTranslation(['customers', 'translation'])
  const fields = useCustomerFields()
  const form = useRecordForm(profile, fields)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void form.save()
  }
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          void form.save()
        }
      }}
    >
      <div className={styles.fields}>
        {fields.map((field) => (
          <FormField
            key={field.id}
            field={field}
            value={form.texts[field.id] ?? ''}
            problem={form.problems[field.id]}
            conflict={form.conflicts.find((each) => each.field === field.id)}
            onChange={(text) => form.write(field.id, text)}
            onSettle={(keep) => form.settle(field.id, keep)}
          />
        ))}
      </div>
      <SaveBar
        dirty={form.dirty}
        saving={form.saving}
        problem={
          form.conflicts.length > 0
            ? t('conflicts', { count: form.conflicts.length })
            : Object.keys(form.problems).length > 0
              ? t('notSaved')
              : form.failure && t(`translation:errors.${form.failure}`)
        }
        onSave={() => void form.save()}
        onDiscard={form.discard}
      />
    </form>
  )
}

interface FormFieldProps {
  field: CustomerField
  value: string
  problem?: string | undefined
  conflict?: EditConflict | undefined
  onChange: (text: string) => void
  onSettle?: ((keep: 'mine' | 'theirs') => void) | undefined
}

export function FormField({ field, value, problem, conflict, onChange, onSettle }: FormFieldProps) {
  const { t } = useTranslation('profile')
  const id = useId()
  return (
    <div className={styles.field} data-wide={field.id === 'address'}>
      <label htmlFor={id}>{field.label}</label>
      <ValueInput
        id={id}
        type={field.type}
        choices={field.choices}
        value={value}
        invalid={problem !== undefined || conflict !== undefined}
        describedBy={`${id}-problem`}
        onChange={onChange}
      />
      <p id={`${id}-problem`} role={problem || conflict ? 'alert' : undefined} className={styles.problem}>
        {problem}
        {conflict && (
          <>
            {t('conflict', { value: shownText(field, conflict.now) || t('empty') })}{' '}
            <button type="button" onClick={() => onSettle?.('mine')}>
              {t('keepMine')}
            </button>{' '}
            <button type="button" onClick={() => onSettle?.('theirs')}>
              {t('takeTheirs')}
            </button>
          </>
        )}
      </p>
    </div>
  )
}

function useRecordForm(profile: CustomerProfile, fields: readonly CustomerField[]) {
  const words = useProblemWords()
  const queryClient = useQueryClient()
  /** What this person saw when they began to change a field; the rest follows the record. */
  const [seen, setSeen] = useState<Texts>({})
  const [written, setWritten] = useState<Texts>({})
  const [problems, setProblems] = useState<Texts>({})
  const [conflicts, setConflicts] = useState<readonly EditConflict[]>([])
  const [failure, setFailure] = useState<ReturnType<typeof codeOf>>()
  const [saving, setSaving] = useState(false)
  const changed = Object.keys(written).filter((id) => written[id] !== seen[id])
  const without = (texts: Texts, field: string): Texts =>
    Object.fromEntries(Object.entries(texts).filter(([id]) => id !== field))
  const discard = () => {
    setWritten({})
    setSeen({})
    setProblems({})
    setConflicts([])
    setFailure(undefined)
  }
  const save = async () => {
    if (changed.length === 0 || saving || conflicts.length > 0) return
    setSaving(true)
    try {
      const changes = changed.map((id) => [id, { from: seen[id] ?? '', to: written[id] ?? '' }] as const)
      const saved = await customersApi.edit(profile.id, { changes: Object.fromEntries(changes) })
      queryClient.setQueryData(customerQuery(profile.id).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['customer', profile.id, 'timeline'] })
      discard()
    } catch (error) {
      const found = problemsIn(error)
      setProblems(Object.fromEntries(found.map(({ field, problem }) => [field, words(problem)])))
      setConflicts(conflictsIn(error))
      if (found.length === 0 && conflictsIn(error).length === 0) setFailure(codeOf(error))
    }
    setSaving(false)
  }
  return {
    texts: Object.fromEntries(fields.map(({ id }) => [id, written[id] ?? fieldText(profile, id)])) as Texts,
    problems,
    conflicts,
    failure,
    saving,
    dirty: changed.length > 0,
    save,
    discard,
    write: (field: string, text: string) => {
      if (!(field in seen)) setSeen({ ...seen, [field]: fieldText(profile, field) })
      setWritten({ ...written, [field]: text })
      setProblems(without(problems, field))
      setFailure(undefined)
    },
    settle: (field: string, keep: 'mine' | 'theirs') => {
      const conflict = conflicts.find((each) => each.field === field)
      setConflicts(conflicts.filter((each) => each.field !== field))
      if (keep === 'mine') setSeen({ ...seen, [field]: conflict?.now ?? '' })
      else {
        setSeen(without(seen, field))
        setWritten(without(written, field))
        void queryClient.invalidateQueries({ queryKey: customerQuery(profile.id).queryKey })
      }
    },
  }
}
