import type { ReactNode } from 'react'
import styles from './front-door.module.css'
import { LanguageSwitch } from './language-switch.tsx'
import { Mark } from './mark.tsx'

interface FrontDoorProps {
  title: string
  subtitle?: ReactNode
  /** Above the title: where one is on the way. */
  progress?: ReactNode
  wide?: boolean
  children: ReactNode
}

/** A page for people who are not signed in: one card in the middle, and the language under it. */
export function FrontDoor({ title, subtitle, progress, wide = false, children }: FrontDoorProps) {
  return (
    <main id="content" className={styles.page}>
      <title>{title}</title>
      <div className={styles.card} data-wide={wide}>
        <Mark size={44} />
        {progress}
        <h1 className={styles.title}>{title}</h1>
        {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
        <div className={styles.body}>{children}</div>
      </div>
      <LanguageSwitch />
    </main>
  )
}
