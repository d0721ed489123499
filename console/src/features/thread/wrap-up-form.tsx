import type { Row } from '@parley/server/contract'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../../lib/session.ts'
import { seenOf } from '../../lib/thread-store.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { RadioList } from '../../ui/radio-list.tsx'
import styles from './action-form.module.css'
import { FormEnd } from './form-end.tsx'
import { NoteField, noteOf } from './note-field.tsx'
import { useStep } from './use-step.ts'

/** Enter finishes from anywhere in it. */
export function WrapUpForm({ row, onDone }: { row: Row; onDone: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const step = useStep(row, onDone)
  const { outcomes } = useDesk()
  const [chosen, setChosen] = useState<string>()
  const [note, setNote] = useState('')
  const [askRating, setAskRating] = useState(true)
  const outcome = chosen ?? outcomes[0]?.id
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (outcome === undefined) return
    const body = { epoch: row.epoch, seenSeq: seenOf(row.id), outcome, askRating, ...noteOf(note) }
    await step.take({ action: 'wrap-up', body }, t('act.wrapUpDone', { name: row.customer.name }))
  }
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      {row.unanswered > 0 && <p className={styles.hint}>{t('act.wrapUpOwed', { count: row.unanswered })}</p>}
      <RadioList
        autoFocus
        label={t('act.outcome')}
        options={outcomes.map((each) => ({ id: each.id, name: each.name[language] }))}
        value={outcome}
        onChange={setChosen}
      />
      <NoteField label={t('act.wrapUpNote')} value={note} onChange={setNote} />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={askRating}
          onChange={(event) => setAskRating(event.currentTarget.checked)}
        />
        {t('act.askRating')}
      </label>
      <FormEnd step={step} label={t('act.finish')} disabled={outcome === undefined} keys={<Kbd>Enter</Kbd>} />
    </form>
  )
}
