import { Button } from '@mantine/core'
import type { Row } from '@parley/server/contract'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../../lib/session.ts'
import { seenOf } from '../../lib/thread-store.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { RadioList } from '../../ui/radio-list.tsx'
import { useAct } from '../../ui/use-act.ts'
import styles from './action-form.module.css'
import { NoteField, noteOf } from './note-field.tsx'

/** Enter finishes from anywhere in it. */
export function WrapUpForm({ row, onDone }: { row: Row; onDone: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const act = useAct()
  const { outcomes } = useDesk()
  const [chosen, setChosen] = useState<string>()
  const [note, setNote] = useState('')
  const [askRating, setAskRating] = useState(true)
  const outcome = chosen ?? outcomes[0]?.id
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (outcome === undefined) return
    onDone()
    await act(row.id, {
      action: 'wrap-up',
      body: { epoch: row.epoch, seenSeq: seenOf(row.id), outcome, askRating, ...noteOf(note) },
    })
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
      <div className={styles.end}>
        <Button type="submit" size="sm" disabled={outcome === undefined} rightSection={<Kbd>Enter</Kbd>}>
          {t('act.finish')}
        </Button>
      </div>
    </form>
  )
}
