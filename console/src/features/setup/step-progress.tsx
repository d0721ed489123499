import { useTranslation } from '../../lib/use-translation.ts'
import styles from './step-progress.module.css'

const STEPS = 3

/** Where one is in the wizard, as words and as dots. */
export function StepProgress({ step }: { step: 1 | 2 | 3 }) {
  const { t } = useTranslation('entrance')
  return (
    <p className={styles.root}>
      <span className={styles.dots} aria-hidden="true">
        {[1, 2, 3].map((one) => (
          <span key={one} className={styles.dot} data-done={one <= step} />
        ))}
      </span>
      {t('setup.step', { step, of: STEPS })}
    </p>
  )
}
