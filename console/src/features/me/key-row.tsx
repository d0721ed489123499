import { Fragment, type KeyboardEvent, useEffect, useState } from 'react'
import { type CommandId, commandList } from '../../lib/commands.ts'
import { chordOf, conflictOf, type KeyProblem, problemOf } from '../../lib/keymap.ts'
import { changePreferences, preferences, usePreference } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { keyName } from '../../ui/key-name.ts'
import styles from './me.module.css'

type Command = (typeof commandList)[number]

const SECOND_KEY_MS = 900

/** One command: press the button, then the new keys; Backspace takes them away, Escape leaves them. */
export function KeyRow({ command }: { command: Command }) {
  const { t } = useTranslation(['me', 'translation'])
  const wanted = usePreference('keys')[command.id]
  const recorder = useRecorder(command)
  const { recording, pressed } = recorder
  const name = t(`translation:commands.${command.id}`)
  const shown: readonly string[] = recording ? pressed : (wanted ?? command.keys)
  const label = shown.length > 0 ? shown.map(keyName).join(' ') : t(recording ? 'press' : 'none')
  return (
    <tr>
      <th scope="row">
        {name}
        {recorder.conflict && (
          <p className={styles.hint} role="alert">
            {t('conflict', { name: t(`translation:commands.${recorder.conflict}`) })}{' '}
            <button type="button" className={styles.reset} onClick={recorder.takeOver}>
              {t('takeOver')}
            </button>
          </p>
        )}
        {recorder.problem && (
          <p className={styles.hint} role="alert">
            {t(`problem.${recorder.problem}`)}
          </p>
        )}
      </th>
      <td>
        <button
          type="button"
          className={styles.record}
          data-recording={recording}
          aria-label={t(recording ? 'recording' : 'record', { name, keys: label })}
          onClick={recorder.begin}
          onKeyDown={recorder.press}
          onBlur={recorder.stop}
        >
          {shown.length > 0
            ? shown.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && ' '}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))
            : t(recording ? 'press' : 'none')}
        </button>
        {wanted !== undefined && (
          <button
            type="button"
            className={styles.reset}
            aria-label={t('resetOne', { name })}
            onClick={() => set(command.id, undefined)}
          >
            {t('reset')}
          </button>
        )}
      </td>
    </tr>
  )
}

function set(id: CommandId, keys: readonly string[] | undefined): void {
  const { [id]: _before, ...others } = preferences().keys
  changePreferences({ keys: keys === undefined ? others : { ...others, [id]: [...keys] } })
}

function useRecorder(command: Command) {
  const [recording, setRecording] = useState(false)
  const [pressed, setPressed] = useState<readonly string[]>([])
  const [conflict, setConflict] = useState<{ with: CommandId; keys: readonly string[] }>()
  const [problem, setProblem] = useState<KeyProblem>()
  const finish = (keys: readonly string[]) => {
    setRecording(false)
    setPressed([])
    const wrong = problemOf(keys)
    const other = wrong ? undefined : conflictOf<CommandId>(command, keys, commandList, preferences())
    setProblem(wrong)
    setConflict(other && { with: other, keys })
    if (!wrong && !other) set(command.id, keys)
  }
  // One key may be the first of two: a moment decides.
  const settled = recording && pressed.length > 0
  useEffect(() => {
    if (!settled) return
    const timer = setTimeout(() => finish(pressed), SECOND_KEY_MS)
    return () => clearTimeout(timer)
  })
  const press = (event: KeyboardEvent) => {
    if (!recording || event.nativeEvent.isComposing) return
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setRecording(false)
      setPressed([])
      return
    }
    if (event.key === 'Backspace') {
      finish([])
      return
    }
    const chord = chordOf(event.nativeEvent)
    if (chord === undefined) return
    const keys = [...pressed, chord]
    if (keys.length === 2 || chord.startsWith('mod+')) finish(keys)
    else setPressed(keys)
  }
  return {
    recording,
    pressed,
    conflict: conflict?.with,
    problem,
    press,
    begin: () => {
      setConflict(undefined)
      setProblem(undefined)
      setPressed([])
      setRecording(true)
    },
    stop: () => {
      if (pressed.length > 0) finish(pressed)
      else setRecording(false)
    },
    takeOver: () => {
      if (!conflict) return
      const { [conflict.with]: _theirs, ...others } = preferences().keys
      changePreferences({ keys: { ...others, [conflict.with]: [] } })
      // There may be another one, of another place: that one is asked about, too.
      finish(conflict.keys)
    },
  }
}
