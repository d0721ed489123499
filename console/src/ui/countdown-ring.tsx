import { useSeconds } from '../lib/clock.ts'
import styles from './countdown-ring.module.css'

const RADIUS = 7
const LENGTH = 2 * Math.PI * RADIUS

export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

/** What is left of an offer; the seconds beside it say the same in words. */
export function CountdownRing({ until, totalMs }: { until: number; totalMs: number }) {
  const left = Math.max(0, Math.min(1, (until - useSeconds()) / totalMs))
  return (
    <svg className={styles.ring} width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle className={styles.track} cx="9" cy="9" r={RADIUS} />
      <circle
        className={styles.left}
        cx="9"
        cy="9"
        r={RADIUS}
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - left)}
        transform="rotate(-90 9 9)"
      />
    </svg>
  )
}
