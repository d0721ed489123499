import { IconChevronDown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { InsightPath, InsightSearch } from '../../lib/insight-search.ts'
import styles from './controls.module.css'

interface Choice {
  value: string
  name: string
  search: InsightSearch
}

/** One of few, as addresses: what is chosen can be sent to a colleague. */
export function Segments({
  label,
  to,
  value,
  choices,
}: {
  label: string
  to: InsightPath
  value: string
  choices: readonly Choice[]
}) {
  return (
    <nav className={styles.segments} aria-label={label}>
      {choices.map((choice) => (
        <Link
          key={choice.value}
          to={to}
          search={choice.search}
          replace
          activeOptions={{ exact: true }}
          className={styles.segment}
          aria-current={choice.value === value ? 'true' : undefined}
        >
          {choice.name}
        </Link>
      ))}
    </nav>
  )
}

/** One of many. */
export function Pick({
  label,
  value,
  options,
  onPick,
  quiet = false,
}: {
  label: string
  value: string
  options: readonly { value: string; name: string }[]
  onPick: (value: string) => void
  /** The label is said, not shown. */
  quiet?: boolean
}) {
  const id = useId()
  return (
    <span className={styles.pick}>
      <label htmlFor={id} className={quiet ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <span className={styles.box}>
        <select
          id={id}
          className={styles.select}
          value={value}
          onChange={(event) => onPick(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
        <IconChevronDown size={14} stroke={1.8} aria-hidden="true" className={styles.chevron} />
      </span>
    </span>
  )
}
