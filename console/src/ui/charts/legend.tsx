import { PlainLink } from '../plain-link.tsx'
import styles from './chart.module.css'
import type { ChartLink, ChartSeries } from './chart-types.ts'

/** The series by name; each leads to everything that it counts. */
export function Legend({
  series,
  linkOf,
}: {
  series: readonly ChartSeries[]
  linkOf: (series: number) => ChartLink
}) {
  return (
    <ul className={styles.legend}>
      {series.map(({ key, name, colour }, index) => (
        <li key={key}>
          <PlainLink address={linkOf(index)} className={styles.legendItem}>
            <span className={styles.swatch} data-colour={colour} aria-hidden="true" />
            {name}
          </PlainLink>
        </li>
      ))}
    </ul>
  )
}
