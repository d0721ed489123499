import type { CheckName, HealthReport } from '@parley/server/contract'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './check-line.module.css'
import { CheckLine, FaultText } from './check-line.tsx'

/** What messages hang on comes first. */
const order = [
  'leaving',
  'store',
  'disk',
  'durability',
  'worker',
  'redis',
  'model',
  'model_file',
  'clock',
  'open_files',
] as const satisfies readonly CheckName[]

const words = { pos: 'ok', warn: 'worse', neg: 'stops' } as const

/** Every check with how it stands; of what is wrong, what it means and what mends it. */
export function Checks({ report: { checks, problems } }: { report: HealthReport }) {
  const { t } = useTranslation('health')
  return (
    <ul className={styles.list}>
      {order.flatMap((name) => {
        if (checks[name] === undefined) return []
        const found = problems.filter((problem) => problem.name === name)
        const tone = found.length === 0 ? 'pos' : found.some(({ required }) => required) ? 'neg' : 'warn'
        return [
          <CheckLine key={name} tone={tone} name={t(`checks.${name}`)} state={t(`checks.${words[tone]}`)}>
            {found.map((problem) => (
              <FaultText key={problem.code} fault={problem} />
            ))}
          </CheckLine>,
        ]
      })}
    </ul>
  )
}
