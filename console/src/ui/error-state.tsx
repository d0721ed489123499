import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { codeOf } from '../lib/api-error.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { EmptyState } from './empty-state.tsx'

/** What could not be loaded, why, and a way to try again. */
export function ErrorState({
  title,
  error,
  onRetry,
}: {
  title: string
  error: unknown
  onRetry: () => void
}) {
  const { t } = useTranslation()
  return (
    <div role="alert">
      <EmptyState icon={<IconPlugConnectedX size={24} />} title={title}>
        <p>{t(`errors.${codeOf(error)}`)}</p>
        <Button size="xs" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </EmptyState>
    </div>
  )
}
