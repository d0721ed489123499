import type { CheckName, HealthProblem, HealthReport } from '@parley/server/contract'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import styles from './checks.module.css'

/** What messages hang on comes first. */
const order = [
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
          <li key={name} className={styles.check}>
            <Sign tone={tone} />
            <span className={styles.name}>{t(`checks.${name}`)}</span>
            <Chip tone={tone}>{t(`checks.${words[tone]}`)}</Chip>
            {found.map((problem) => (
              <Problem key={problem.code} problem={problem} />
            ))}
          </li>,
        ]
      })}
    </ul>
  )
}

const words = { pos: 'ok', warn: 'worse', neg: 'stops' } as const

function Sign({ tone }: { tone: keyof typeof words }) {
  const Icon = { pos: IconCircleCheck, warn: IconAlertTriangle, neg: IconCircleX }[tone]
  return (
    <span className={styles.sign} data-tone={tone}>
      <Icon size={18} stroke={1.8} aria-hidden="true" />
    </span>
  )
}

function Problem({ problem: { code, problem, mend, detail } }: { problem: HealthProblem }) {
  const { t } = useTranslation('health')
  return (
    <div className={styles.problem}>
      <p>
        {t(`faults.${code}.problem`, { problem })} {detail !== undefined && <code>{detail}</code>}
      </p>
      <p className={styles.mend}>
        <strong>{t('checks.mend')}</strong> {t(`faults.${code}.mend`, { mend })}
      </p>
    </div>
  )
}
