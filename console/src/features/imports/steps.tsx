import { useTranslation } from '../../lib/use-translation.ts'
import styles from './imports.module.css'

const steps = ['file', 'columns', 'check', 'import'] as const
export type Step = (typeof steps)[number]

/** Where one is on the way; `done` when all of it lies behind. */
export function Steps({ now }: { now: Step | 'done' }) {
  const { t } = useTranslation('imports')
  const at = now === 'done' ? steps.length : steps.indexOf(now)
  return (
    <ol className={styles.steps} aria-label={t('steps')}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={styles.step}
          data-state={index < at ? 'behind' : index === at ? 'here' : 'ahead'}
          {...(index === at ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={styles.stepNumber} aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
