import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Instead of what could not be loaded. */
export function LoadFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation(['trainer', 'translation'])
  return (
    <EmptyState icon={<IconPlugConnectedX size={24} aria-hidden="true" />} title={t('failed')}>
      <p>{t('failedHint')}</p>
      <Button variant="default" mt={10} onClick={onRetry}>
        {t('translation:common.retry')}
      </Button>
    </EmptyState>
  )
}
