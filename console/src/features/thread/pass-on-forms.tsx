import type { Row } from '@parley/server/contract'
import { type FormEvent, useState } from 'react'
import { useQueueName } from '../../lib/names.ts'
import { useDesk } from '../../lib/session.ts'
import { seenOf } from '../../lib/thread-store.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { RadioList } from '../../ui/radio-list.tsx'
import styles from './action-form.module.css'
import { FormEnd } from './form-end.tsx'
import { NoteField, noteOf } from './note-field.tsx'
import { useStep } from './use-step.ts'

interface FormProps {
  row: Row
  onDone: () => void
}

export function TransferForm({ row, onDone }: FormProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const step = useStep(row, onDone)
  const { queues } = useDesk()
  const queueName = useQueueName()
  const others = queues.filter((queue) => queue.id !== row.queue)
  const [chosen, setChosen] = useState<string>()
  const [note, setNote] = useState('')
  const queue = chosen ?? others[0]?.id
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (queue === undefined) return
    const body = { epoch: row.epoch, seenSeq: seenOf(row.id), queue, ...noteOf(note) }
    const names = { name: row.customer.name, queue: queueName(queue) }
    await step.take({ action: 'transfer', body }, t('act.transferDone', names))
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
      <FormEnd step={step} label={t('act.transfer')} disabled={queue === undefined} />
    </form>
  )
}

export function HandBackForm({ row, onDone }: FormProps) {
  const { t } = useTranslation()
  const step = useStep(row, onDone)
  const [note, setNote] = useState('')
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { epoch: row.epoch, seenSeq: seenOf(row.id), ...noteOf(note) }
    await step.take({ action: 'hand-back', body }, t('act.handBackDone', { name: row.customer.name }))
  }
  return (
    <form className={styles.form} onSubmit={(event) => void handleSubmit(event)}>
      <p className={styles.hint}>{t('act.handBackHint')}</p>
      <NoteField label={t('act.note')} value={note} onChange={setNote} />
      <FormEnd step={step} label={t('act.handBack')} first />
    </form>
  )
}
