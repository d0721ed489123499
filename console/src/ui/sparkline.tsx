import { moodLabel } from './mood-label.ts'
import styles from './sparkline.module.css'

const WIDTH = 268
const HEIGHT = 64
const PAD = 6

interface SparklineProps {
  scores: readonly number[]
  label: string
  /** Marked with a ring: where it turned. */
  turn?: number | undefined
}

/** Scores from −1 to 1 around a zero line. */
export function Sparkline({ scores, label, turn }: SparklineProps) {
  const y = (score: number) => HEIGHT / 2 - score * (HEIGHT / 2 - PAD)
  const step = scores.length > 1 ? (WIDTH - 2 * PAD) / (scores.length - 1) : 0
  const points = scores.map((score, index) => `${(PAD + index * step).toFixed(1)},${y(score).toFixed(1)}`)
  const last = scores.at(-1) ?? 0
  const lastX = PAD + (scores.length - 1) * step
  const area = `${PAD},${HEIGHT / 2} ${points.join(' ')} ${lastX.toFixed(1)},${HEIGHT / 2}`
  return (
    <svg
      className={styles.root}
      data-tone={moodLabel(last)}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <polygon className={styles.area} points={area} />
      <line className={styles.zero} x1={PAD} x2={WIDTH - PAD} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <polyline className={styles.line} points={points.join(' ')} />
      {turn !== undefined && (
        <circle className={styles.turn} cx={PAD + turn * step} cy={y(scores[turn] ?? 0)} r="4" />
      )}
      <circle className={styles.end} cx={lastX} cy={y(last)} r="3.5" />
    </svg>
  )
}
