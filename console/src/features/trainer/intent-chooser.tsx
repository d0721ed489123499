import { Modal } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import '../../ui/mantine-dialog.css'
import { OUT_OF_SCOPE } from '../../lib/out-of-scope.ts'
import { useLayer } from '../../ui/use-layer.ts'
import styles from './intent-chooser.module.css'
import { useMeaning } from './use-intents.ts'

interface IntentChooserProps {
  text: string
  onChoose: (intent: string) => void
  onClose: () => void
}

/** Every intent by name: type a part of it, Enter takes the first. */
export function IntentChooser({ text, onChoose, onClose }: IntentChooserProps) {
  const { t } = useTranslation(['trainer', 'translation'])
  const id = useId()
  const onTop = useLayer()
  const meaning = useMeaning()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = useFound(query)
  const choose = (intent: string | undefined) => {
    if (intent === undefined) return
    onClose()
    onChoose(intent)
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = (at + step + found.length) % Math.max(1, found.length)
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(found[at])
    }
  }
  return (
    <Modal.Root opened closeOnEscape={onTop} onClose={onClose} size={480} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('queue.other')}>
        <p className={styles.text}>
          <q>{text}</q>
        </p>
        <input
          className={styles.input}
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-label={t('queue.search')}
          aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
          placeholder={t('queue.search')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setAt(0)
            document.getElementById(id)?.scrollTo(0, 0)
          }}
          onKeyDown={handleKey}
        />
        <div id={id} className={styles.list} role="listbox" aria-label={t('queue.search')}>
          {found.map((intent, index) => (
            <div
              key={intent}
              id={`${id}-${index}`}
              className={styles.option}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => choose(intent)}
              onKeyDown={undefined}
            >
              {meaning(intent)} <span className={styles.name}>{intent}</span>
            </div>
          ))}
        </div>
        {found.length === 0 && <p className={styles.nothing}>{t('queue.noMatch')}</p>}
      </Modal.Content>
    </Modal.Root>
  )
}

function useFound(query: string): string[] {
  const { intents } = useDesk()
  const language = useLanguage()
  const { t } = useTranslation('trainer')
  const wanted = query.trim().toLowerCase()
  const all = [
    ...intents.map(({ name, title }) => ({ name, title: title[language] })),
    { name: OUT_OF_SCOPE, title: t('none') },
  ]
  return all
    .filter(({ name, title }) => `${title} ${name}`.toLowerCase().includes(wanted))
    .map(({ name }) => name)
}
