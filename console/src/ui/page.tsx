import type { ReactNode } from 'react'
import { useNameInTab } from '../lib/page-name.ts'
import styles from './page.module.css'

interface PageProps {
  title: string
  /** Beside the title: a chip, a live dot. */
  status?: ReactNode
  /** Under the title, in one quiet line. */
  hint?: ReactNode
  /** At the end of the header: the page's own controls, the primary one last. */
  actions?: ReactNode
  /** Left of the page: the pages of the area. */
  side?: ReactNode
  /**
   * `reading` keeps forms and text to a width that can be read; `wide` is for tables and charts; `fill` gives what
   * grows in it the rest of the height.
   */
  width?: 'reading' | 'wide' | 'fill'
  children: ReactNode
}

/** The frame of every page that is not the inbox: one heading, its controls, and a body that scrolls by itself. */
export function Page({ title, status, hint, actions, side, width = 'wide', children }: PageProps) {
  useNameInTab(title)
  return (
    <div className={styles.frame} data-side={side !== undefined}>
      {side}
      <main id="content" tabIndex={-1} className={styles.page} data-width={width}>
        <header className={styles.header}>
          <div className={styles.heading}>
            <h1 id="page-title" className={styles.title}>
              {title} {status}
            </h1>
            {hint !== undefined && <p className={styles.hint}>{hint}</p>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
        <div className={styles.body} data-width={width}>
          {children}
        </div>
      </main>
    </div>
  )
}

/** A white box with a heading, as every chart, table and form of a page stands in one. */
export function Card({
  title,
  aside,
  id,
  children,
}: {
  title: string
  aside?: ReactNode
  /** Of the heading, unique on the page. */
  id: string
  children: ReactNode
}) {
  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.cardHead}>
        <h2 id={id} className={styles.cardTitle}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.cardAside}>{aside}</div>}
      </div>
      {children}
    </section>
  )
}
