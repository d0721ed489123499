import { Button, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { percent } from '../../lib/format.ts'
import { type CurvePoint, curveOf, readCurve, thresholdsFor } from '../../lib/threshold-curve.ts'
import { overviewQuery, versionQuery } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './bot-page.module.css'

const WIDTH = 560
const HEIGHT = 150
const LEFT = 34
const BOTTOM = 18
const USUAL_COST = 3

type Chosen = { answer: number; offer: number }

/** What the threshold means on held-out utterances of the model in use; nothing while its figures cannot be had. */
export function ThresholdCurve({ answer, onChoose }: { answer: number; onChoose: (chosen: Chosen) => void }) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const overview = useQuery({ ...overviewQuery, retry: false, refetchInterval: false })
  const inUse = overview.data?.inUse
  const version = useQuery({ ...versionQuery(inUse ?? ''), enabled: inUse !== undefined, retry: false })
  const curve = curveOf(version.data?.reliability ?? [])
  const here = readCurve(curve, answer)
  if (!here) return null
  return (
    <figure className={styles.curve}>
      <figcaption className={styles.legend}>
        <span data-line="answered">{t('bot.answered', { share: percent(here.answered, language) })}</span>
        <span data-line="right">{t('bot.right', { share: percent(here.right, language) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line className={styles.grid} x1={LEFT} x2={WIDTH} y1={yOf(share)} y2={yOf(share)} />
            <text x={0} y={yOf(share) + 4}>
              {percent(share, language)}
            </text>
          </g>
        ))}
        <path className={styles.answered} d={pathOf(curve, 'answered')} />
        <path className={styles.right} d={pathOf(curve, 'right')} />
        <line className={styles.mark} x1={xOf(answer)} x2={xOf(answer)} y1={yOf(1)} y2={yOf(0)} />
        {[0, 0.25, 0.5, 0.75, 1].map((mark) => (
          <text key={mark} x={xOf(mark)} y={HEIGHT - 2} textAnchor={mark === 1 ? 'end' : 'middle'}>
            {mark}
          </text>
        ))}
      </svg>
      <CostChoice curve={curve} onChoose={onChoose} />
    </figure>
  )
}

/** What a wrong answer costs is what people know; the thresholds follow from it. */
function CostChoice({
  curve,
  onChoose,
}: {
  curve: readonly CurvePoint[]
  onChoose: (chosen: Chosen) => void
}) {
  const { t } = useTranslation('content')
  const [cost, setCost] = useState(USUAL_COST)
  const chosen = thresholdsFor(curve, cost)
  if (!chosen) return null
  return (
    <div className={styles.cost}>
      <NumberInput
        label={t('bot.cost')}
        description={t('bot.costHint')}
        min={0.1}
        max={100}
        step={0.5}
        decimalScale={1}
        value={cost}
        onChange={(next) => typeof next === 'number' && next > 0 && setCost(next)}
      />
      <Button variant="default" onClick={() => onChoose(chosen)}>
        {t('bot.useCost', { answer: chosen.answer.toFixed(2), offer: chosen.offer.toFixed(2) })}
      </Button>
    </div>
  )
}

const xOf = (threshold: number) => LEFT + threshold * (WIDTH - LEFT)
const yOf = (share: number) => 8 + (1 - share) * (HEIGHT - BOTTOM - 8)

function pathOf(curve: readonly CurvePoint[], line: 'answered' | 'right'): string {
  return curve
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${xOf(point.threshold)} ${yOf(point[line])}`)
    .join('')
}
