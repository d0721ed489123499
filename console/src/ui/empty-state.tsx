import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  children?: ReactNode
}

/** Says what to do next, not only that there is nothing. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className={styles.root}>
      <span className={styles.icon}>{icon}</span>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.hint}>{children}</div>}
    </div>
  )
}
