import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import type { Behind } from '../../lib/insight-search.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { TrendLine, type TrendTone } from '../../ui/charts/trend-line.tsx'
import { PlainLink } from '../../ui/plain-link.tsx'
import styles from './tile.module.css'

export interface Change {
  value: number
  /** Without a sign: the arrow says the direction. */
  text: string
  /** Whether more is better; absent where neither is. */
  better?: 'more' | 'less'
}

interface TileProps {
  name: string
  /** How the number is made, in words. */
  how: string
  value: ReactNode
  unit?: string
  foot: ReactNode
  change?: Change | undefined
  series: readonly (number | null)[]
  to: Behind
}

/** One number with its way and its change; it leads to what it counts. */
export function Tile({ name, how, value, unit, foot, change, series, to }: TileProps) {
  const id = useId()
  const tone = toneOf(change)
  return (
    <li className={styles.item}>
      <PlainLink address={to} className={styles.tile} data-tip={how} aria-describedby={id}>
        <span className={styles.head}>
          <span className={styles.name}>{name}</span>
          {change && <ChangeMark change={change} tone={tone} />}
        </span>
        <span className={styles.number} data-number>
          {value}
          {unit !== undefined && <span className={styles.unit}>{unit}</span>}
        </span>
        <span className={styles.foot}>
          <span className={styles.footText}>{foot}</span>
          <TrendLine values={series} tone={tone === 'bad' ? 'bad' : 'accent'} />
        </span>
      </PlainLink>
      <span id={id} hidden>
        {how}
      </span>
    </li>
  )
}

function toneOf(change: Change | undefined): TrendTone {
  if (!change?.better || !/[1-9]/.test(change.text)) return 'quiet'
  return change.value > 0 === (change.better === 'more') ? 'good' : 'bad'
}

function ChangeMark({ change, tone }: { change: Change; tone: TrendTone }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  if (!/[1-9]/.test(change.text)) return null
  const Arrow = change.value > 0 ? IconArrowUpRight : IconArrowDownRight
  const values = { value: change.text }
  const words =
    tone === 'good'
      ? t('tile.better', values)
      : tone === 'bad'
        ? t('tile.worse', values)
        : t('tile.changed', values)
  return (
    <span className={styles.change} data-tone={tone}>
      <Arrow size={14} stroke={2} aria-hidden="true" />
      <span aria-hidden="true">{change.text}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
