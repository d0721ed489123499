import type { Correct, ThreadChange } from '@parley/server/contract'
import { effectiveReading } from '@parley/server/contract/rules'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { call } from '../../lib/api.ts'
import { codeOf } from '../../lib/api-error.ts'
import { makeClientId } from '../../lib/ids.ts'
import { putRow } from '../../lib/inbox-store.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { useDesk, useSession } from '../../lib/session.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { guessCorrection } from './correcting.ts'
import styles from './correction-chooser.module.css'
import type { Subject } from './corrector.tsx'
import { type Correction, UNREAD } from './log-items.ts'

const moods = ['positive', 'neutral', 'negative'] as const
const NONE = 'none'
const MOST = 9

interface ChooserProps {
  thread: string
  field: 'intent' | 'mood'
  subject: Subject
  onClose: () => void
}
interface Choice {
  value: string
  label: string
}

/** The model's own candidates under the keys 1-9, all others by typing. */
export function CorrectionChooser({ thread, field, subject, onClose }: ChooserProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const before = document.activeElement
    input.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  // What is under a key stays there, also when the reading comes only now.
  const [offered] = useState(subject)
  const choices = useChoices(field, offered, search)
  const correct = useCorrect(thread, field, subject)
  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    void correct(choice)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const digit = search === '' ? Number(event.key) : Number.NaN
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && event.target === input.current) choose(choices[0])
    else if (digit >= 1 && digit <= choices.length) choose(choices[digit - 1])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside
    <div className={styles.root} onKeyDown={onKeyDown}>
      <label htmlFor={id} className={styles.title}>
        {t(`correct.${field}`)} <q className={styles.text}>{subject.text}</q>
      </label>
      {offered.understanding === UNREAD && <p className={styles.unread}>{t('correct.unread')}</p>}
      <input
        id={id}
        ref={input}
        className={styles.search}
        value={search}
        placeholder={field === 'intent' ? t('correct.search') : ''}
        readOnly={field === 'mood'}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles.choices}>
        {choices.map((choice, index) => (
          <button key={choice.value} type="button" className={styles.choice} onClick={() => choose(choice)}>
            {search === '' && <kbd>{index + 1}</kbd>} {choice.label}
          </button>
        ))}
        <button type="button" className={styles.choice} onClick={onClose}>
          {t('common.cancel')}
        </button>
      </div>
    </div>
  )
}

function useChoices(field: 'intent' | 'mood', { understanding }: Subject, search: string): Choice[] {
  const { t } = useTranslation()
  const { intents } = useDesk()
  const title = useIntentTitle()
  if (field === 'mood') return moods.map((mood) => ({ value: mood, label: t(`mood.${mood}`) }))
  const none = { value: NONE, label: t('correct.none') }
  const named = (value: string) => ({ value, label: title(value) })
  const words = search.trim().toLowerCase()
  if (words === '')
    return [...understanding.intents.slice(0, MOST - 1).map(({ intent }) => named(intent)), none]
  return [...intents.map(({ name }) => named(name)), none]
    .filter(({ value, label }) => label.toLowerCase().includes(words) || value.includes(words))
    .slice(0, MOST)
}

/** What the log has of a message by now. */
function correctionsOf(thread: string, of: number): Correction[] {
  const entries = useThreads.getState().logs[thread]?.entries ?? []
  return entries.flatMap(({ body, by }) =>
    body.kind === 'correction' && body.of === of ? [{ ...body, by: by.name }] : [],
  )
}

/** Corrects, and offers the way back to what counted before. */
function useCorrect(thread: string, field: 'intent' | 'mood', { of, understanding, corrections }: Subject) {
  const { t } = useTranslation()
  const { user } = useSession()
  const send = async (body: Omit<Correct, 'clientId' | 'of'>) => {
    const path = `/api/threads/${encodeURIComponent(thread)}/corrections`
    const known = correctionsOf(thread, of)
    const takeBack = guessCorrection(thread, known, { kind: 'correction', of, ...body, by: user.name })
    try {
      const { row } = await call<ThreadChange>(path, {
        method: 'POST',
        body: { clientId: makeClientId(), of, ...body },
      })
      putRow(row)
    } catch (error) {
      takeBack()
      throw error
    }
  }
  const failed = (error: unknown) =>
    notifyProblem(t('act.refused'), t(`errors.${codeOf(error)}`), t('common.close'))
  return async ({ value, label }: Choice) => {
    const before = effectiveReading(understanding, corrections)
    const back = before.corrected[field]
      ? { [field]: field === 'intent' ? before.intent?.name : before.mood.label }
      : { withdrawn: field }
    try {
      await send({ [field]: value })
      const undo = { label: t('common.undo'), run: () => void send(back).catch(failed) }
      await notifyDone(t('correct.done', { name: label }), { close: t('common.close'), undo })
    } catch (error) {
      failed(error)
    }
  }
}
