import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { commandGroups, commandList, handlerOf } from '../lib/commands.ts'
import { useNavViews } from '../lib/saved-views.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { listAddress } from '../lib/views.ts'
import { CommandKeys } from '../ui/kbd.tsx'
import '../ui/mantine-dialog.css'
import styles from './command-bar.module.css'
import { findOffers, type Offer } from './find-offers.ts'

/** Every command that can be done now and every saved list, by name. */
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
  const found = findOffers(query, useOffers())
  const choose = (offer: Offer | undefined) => {
    if (!offer) return
    onClose()
    // After the dialog gave the focus back, so that a command may move it.
    setTimeout(offer.run, 0)
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
      choose(found[active])
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

function useOffers(): readonly Offer[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const views = useNavViews()
  const commands = commandList.flatMap(({ id, group }): Offer[] => {
    const run = handlerOf(id)
    return run && id !== 'palette' ? [{ id, name: t(`commands.${id}`), group, command: id, run }] : []
  })
  const lists = views.map(
    ({ id, name, list }): Offer => ({
      id: `view-${id}`,
      name: t('commands.view', { name }),
      group: 'groupGo',
      run: () => void navigate(listAddress(list)),
    }),
  )
  return [...commands, ...lists]
}

interface FoundProps {
  found: readonly Offer[]
  active: string | undefined
  onChoose: (offer: Offer) => void
}

function Found({ found, active, onChoose }: FoundProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.getElementById(`command-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
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
            .map((offer) => (
              <div
                key={offer.id}
                id={`command-${offer.id}`}
                className={styles.item}
                role="option"
                tabIndex={-1}
                aria-selected={offer.id === active}
                onClick={() => onChoose(offer)}
                onKeyDown={undefined}
              >
                {offer.name}
                {offer.command && <CommandKeys command={offer.command} />}
              </div>
            ))}
        </div>
      ))}
      {found.length === 0 && <p className={styles.nothing}>{t('commands.nothing')}</p>}
    </div>
  )
}
