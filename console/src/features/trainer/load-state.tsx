import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'

/** Instead of what could not be loaded: why, and a way to try again. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('trainer')
  return <ErrorState title={t('failed')} error={error} onRetry={onRetry} />
}
