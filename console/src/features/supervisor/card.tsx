import { type ReactNode, useId } from 'react'
import styles from './card.module.css'

/** A white box with a heading; what stands at its right is a count, a legend or a control. */
export function Card({
  title,
  aside,
  place,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  /** How wide it is in the page's grid. */
  place?: 'wide' | 'third'
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles.card} aria-labelledby={id} data-place={place}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  )
}
