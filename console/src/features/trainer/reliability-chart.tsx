import type { VersionDetail } from '@parley/server/contract'
import { percent } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './reliability-chart.module.css'

const SIZE = 220
const LEFT = 34
const BOTTOM = 22
const TOP = 8
const RIGHT = 8
const x = (share: number) => LEFT + share * (SIZE - LEFT - RIGHT)
const y = (share: number) => SIZE - BOTTOM - share * (SIZE - BOTTOM - TOP)
const ticks = [0, 0.5, 1]

/** Mean confidence against the share that was right; the larger the dot, the more utterances it stands for. */
export function ReliabilityChart({ bins }: { bins: VersionDetail['reliability'] }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const filled = bins.filter(({ count }) => count > 0)
  const most = Math.max(1, ...filled.map(({ count }) => count))
  return (
    <>
      <svg className={styles.root} viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
            <text className={styles.tick} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {percent(tick, language)}
            </text>
            <text className={styles.tick} x={x(tick)} y={SIZE - 6} textAnchor={tick === 1 ? 'end' : 'middle'}>
              {percent(tick, language)}
            </text>
          </g>
        ))}
        <line className={styles.ideal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        <polyline
          className={styles.line}
          points={filled.map(({ confidence, right }) => `${x(confidence)},${y(right)}`).join(' ')}
        />
        {filled.map(({ confidence, right, count }) => (
          <circle
            key={confidence}
            className={styles.dot}
            cx={x(confidence)}
            cy={y(right)}
            r={3 + 5 * Math.sqrt(count / most)}
          />
        ))}
      </svg>
      <ul className="visually-hidden" aria-label={t('version.reliabilityChart')}>
        {filled.map(({ confidence, right, count }) => (
          <li key={confidence}>
            {t('version.point', {
              confidence: percent(confidence, language),
              right: percent(right, language),
              count,
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
