import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CommandId, commandGroups, commandList, handlerOf } from '../lib/commands.ts'
import { CommandKeys } from '../ui/kbd.tsx'
import '../ui/mantine-dialog.css'
import styles from './command-bar.module.css'

/** Every command that can be done now, by name. */
export function CommandBar({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('commands.palette')}>
        <Search onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function Search({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = findCommands(query, (id) => t(`commands.${id}`))
  const choose = (id: CommandId | undefined) => {
    if (!id) return
    const handler = handlerOf(id)
    onClose()
    // After the dialog gave the focus back, so that a command may move it.
    if (handler) setTimeout(handler, 0)
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((active + step + found.length) % Math.max(1, found.length))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(found[active]?.id)
    }
  }
  return (
    <>
      <div className={styles.field}>
        <IconSearch size={17} aria-hidden="true" />
        <input
          className={styles.input}
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls="command-list"
          aria-label={t('commands.palette')}
          aria-activedescendant={found[active] ? `command-${found[active].id}` : undefined}
          placeholder={t('commands.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={handleKey}
        />
      </div>
      <Found found={found} active={found[active]?.id} onChoose={choose} />
    </>
  )
}

/** By the beginnings of words; anywhere in the name when none begins so. */
function findCommands(query: string, nameOf: (id: CommandId) => string) {
  const wanted = query.trim().toLowerCase()
  const offered = commandList.filter(({ id }) => id !== 'palette' && handlerOf(id))
  const begins = offered.filter(({ id }) => ` ${nameOf(id).toLowerCase()}`.includes(` ${wanted}`))
  return begins.length > 0 ? begins : offered.filter(({ id }) => nameOf(id).toLowerCase().includes(wanted))
}

interface FoundProps {
  found: readonly (typeof commandList)[number][]
  active: CommandId | undefined
  onChoose: (id: CommandId) => void
}

function Found({ found, active, onChoose }: FoundProps) {
  const { t } = useTranslation()
  const groups = commandGroups.filter((group) => found.some((command) => command.group === group))
  return (
    <div className={styles.list} id="command-list" role="listbox" aria-label={t('commands.palette')}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset is no part of a list box
        <div key={group} role="group" aria-labelledby={`command-${group}`}>
          <div className={styles.group} id={`command-${group}`} role="presentation">
            {t(`commands.${group}`)}
          </div>
          {found
            .filter((command) => command.group === group)
            .map(({ id }) => (
              <div
                key={id}
                id={`command-${id}`}
                className={styles.item}
                role="option"
                tabIndex={-1}
                aria-selected={id === active}
                onClick={() => onChoose(id)}
                onKeyDown={undefined}
              >
                {t(`commands.${id}`)}
                <CommandKeys command={id} />
              </div>
            ))}
        </div>
      ))}
      {found.length === 0 && <p className={styles.nothing}>{t('commands.nothing')}</p>}
    </div>
  )
}
