import { type ReactNode, useId } from 'react'
import styles from './card.module.css'

/** A white box with a heading; what stands at its right is a count, a legend or a control. */
export function Card({
  title,
  aside,
  area,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  /** Its place in the page's grid. */
  area?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles.card} aria-labelledby={id} {...(area ? { style: { gridArea: area } } : {})}>
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
