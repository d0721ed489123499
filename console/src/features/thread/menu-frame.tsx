import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './composer-menu.module.css'

interface MenuFrameProps {
  id: string
  label: string
  /** Said when the list is empty. */
  nothing: string
  empty: boolean
  children: ReactNode
  /** Under the list. */
  below?: ReactNode
}

/** What opens over the box: a list, perhaps something under it, and how to use it. */
export function MenuFrame({ id, label, nothing, empty, children, below }: MenuFrameProps) {
  const { t } = useTranslation('composer')
  return (
    <div className={styles.menu}>
      {empty ? (
        <p className={styles.nothing} role="status">
          {nothing}
        </p>
      ) : (
        <div
          id={id}
          className={styles.list}
          role="listbox"
          aria-label={label}
          // Whoever comes to it by Shift and Tab can scroll it by keys too.
          tabIndex={0}
          onKeyDown={(event) => backToBox(event, id)}
        >
          {children}
        </div>
      )}
      {below}
      <p className={styles.hints} aria-hidden="true">
        <Kbd>↑↓</Kbd> {t('move')} <Kbd>Enter</Kbd> {t('insert')} <Kbd>Escape</Kbd> {t('close')}
      </p>
    </div>
  )
}

/** The box has the keys: whatever is pressed on the list goes there. */
function backToBox(event: KeyboardEvent, id: string): void {
  if (event.key === 'Tab' || event.key === 'Shift') return
  event.stopPropagation()
  if (event.key.startsWith('Arrow')) event.preventDefault()
  document.querySelector<HTMLElement>(`textarea[aria-controls="${id}"]`)?.focus()
}

interface MenuOptionProps {
  id: string
  active: boolean
  disabled?: boolean
  onChoose: () => void
  children: ReactNode
}

export function MenuOption({ id, active, disabled = false, onChoose, children }: MenuOptionProps) {
  return (
    // The box keeps the focus and the keys.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      className={styles.option}
      role="option"
      aria-selected={active}
      aria-disabled={disabled}
      ref={active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  )
}
