import { Button } from '@mantine/core'
import type { Row } from '@parley/server/contract'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../../lib/session.ts'
import { seenOf } from '../../lib/thread-store.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { RadioList } from '../../ui/radio-list.tsx'
import { useAct } from '../../ui/use-act.ts'
import styles from './action-form.module.css'
import { NoteField, noteOf } from './note-field.tsx'

interface FormProps {
  row: Row
  onDone: () => void
}

export function TransferForm({ row, onDone }: FormProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const act = useAct()
  const { queues } = useDesk()
  const others = queues.filter((queue) => queue.id !== row.queue)
  const [chosen, setChosen] = useState<string>()
  const [note, setNote] = useState('')
  const queue = chosen ?? others[0]?.id
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (queue === undefined) return
    onDone()
    await act(row.id, {
      action: 'transfer',
      body: { epoch: row.epoch, seenSeq: seenOf(row.id), queue, ...noteOf(note) },
    })
  }
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      <RadioList
        autoFocus
        label={t('act.queue')}
        options={others.map((each) => ({ id: each.id, name: each.name[language] }))}
        value={queue}
        onChange={setChosen}
      />
      <NoteField label={t('act.note')} value={note} onChange={setNote} />
      <div className={styles.end}>
        <Button type="submit" size="sm" disabled={queue === undefined}>
          {t('act.transfer')}
        </Button>
      </div>
    </form>
  )
}

export function HandBackForm({ row, onDone }: FormProps) {
  const { t } = useTranslation()
  const act = useAct()
  const [note, setNote] = useState('')
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    onDone()
    await act(row.id, {
      action: 'hand-back',
      body: { epoch: row.epoch, seenSeq: seenOf(row.id), ...noteOf(note) },
    })
  }
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      <p className={styles.hint}>{t('act.handBackHint')}</p>
      <NoteField label={t('act.note')} value={note} onChange={setNote} />
      <div className={styles.end}>
        <Button type="submit" size="sm" data-autofocus>
          {t('act.handBack')}
        </Button>
      </div>
    </form>
  )
}
