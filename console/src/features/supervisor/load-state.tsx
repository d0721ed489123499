import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import styles from './pages.module.css'

/** Instead of numbers that are not there yet: that they are being counted, or why they are not and a way to try again. */
export function LoadState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  if (error) return <ErrorState title={t('frame.failed')} error={error} onRetry={onRetry} />
  return (
    <p className={styles.busy} role="status">
      {t('frame.busy')}
    </p>
  )
}
