import { useId, useRef, useState } from 'react'
import styles from './chart.module.css'
import { ChartColumns } from './chart-columns.tsx'
import { ChartDrawing } from './chart-drawing.tsx'
import { ChartTable } from './chart-table.tsx'
import { ChartTip } from './chart-tip.tsx'
import type { ChartProps, ChartSpot } from './chart-types.ts'
import { layOut } from './geometry.ts'
import { useSize } from './use-size.ts'

/**
 * Points over time. Each point is a link to what it counts: reached with one Tab and the arrow keys, up and down choose
 * a series. Those who listen get a table too.
 */
export function Chart(props: ChartProps) {
  const { kind, points, domain } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const [spot, setSpot] = useState<ChartSpot>()
  const at = spot && spot.point < points.length ? spot : undefined
  const geometry = layOut({ kind, points, width, height, domain })
  const drawn = { ...props, width, height, geometry }
  return (
    <div className={styles.root}>
      <div ref={box} className={styles.box} style={{ minHeight: props.height }}>
        {width > 0 && (
          <>
            <ChartDrawing {...drawn} spot={at} />
            <ChartColumns {...drawn} spot={at} onSpot={setSpot} id={id} />
            {at && <ChartTip {...drawn} spot={at} />}
          </>
        )}
      </div>
      <ChartTable {...props} />
    </div>
  )
}
