import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import '../../ui/mantine-input.css'
import styles from './edit-list.module.css'

interface EditListProps<Item extends { id: string }> {
  label: string
  items: readonly Item[]
  /** What a line is called when its buttons are read out. */
  nameOf: (item: Item) => string
  render: (item: Item, change: (part: Partial<Item>) => void) => ReactNode
  onChange: (items: Item[]) => void
  onRemove?: (item: Item) => void
  /** Those that must stay. */
  fixed?: (item: Item) => boolean
  addLabel: string
  make: () => Item
  empty?: string
}

/** Lines that are added, put into order by mouse or keyboard, changed in place and removed. */
export function EditList<Item extends { id: string }>(props: EditListProps<Item>) {
  const { label, items, nameOf, render, onChange, onRemove, fixed, addLabel, make, empty } = props
  const { t } = useTranslation('content')
  const list = useRef<HTMLUListElement>(null)
  const move = (from: number, to: number) => {
    const next = [...items]
    const [item] = next.splice(from, 1)
    if (!item) return
    next.splice(to, 0, item)
    onChange(next)
  }
  const add = () => {
    onChange([...items, make()])
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  return (
    <>
      {items.length === 0 && empty !== undefined && <p className={styles.empty}>{empty}</p>}
      <ul ref={list} className={styles.list} aria-label={label}>
        {items.map((item, index) => {
          const name = nameOf(item) || t('unnamed')
          return (
            <li key={item.id} className={styles.row}>
              <div className={styles.fields}>
                {render(item, (part) =>
                  onChange(items.map((one) => (one.id === item.id ? { ...one, ...part } : one))),
                )}
              </div>
              <div className={styles.tools}>
                <IconButton
                  label={t('moveUp', { name })}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                >
                  <IconArrowUp size={16} />
                </IconButton>
                <IconButton
                  label={t('moveDown', { name })}
                  disabled={index === items.length - 1}
                  onClick={() => move(index, index + 1)}
                >
                  <IconArrowDown size={16} />
                </IconButton>
                <IconButton
                  label={t('remove', { name })}
                  disabled={fixed?.(item) ?? false}
                  onClick={() =>
                    onRemove ? onRemove(item) : onChange(items.filter((one) => one.id !== item.id))
                  }
                >
                  <IconTrash size={16} />
                </IconButton>
              </div>
            </li>
          )
        })}
      </ul>
      <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add} className={styles.add}>
        {addLabel}
      </Button>
    </>
  )
}
