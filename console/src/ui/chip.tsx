import type { ReactNode } from 'react'
import styles from './chip.module.css'

export type Tone = 'plain' | 'accent' | 'warn' | 'neg' | 'pos'

interface ChipProps {
  tone?: Tone
  children: ReactNode
  title?: string | undefined
}

export function Chip({ tone = 'plain', children, title }: ChipProps) {
  return (
    <span className={`${styles.chip} ${styles[tone]}`} data-tone={tone} title={title}>
      {typeof children === 'string' ? <span className={styles.text}>{children}</span> : children}
    </span>
  )
}
