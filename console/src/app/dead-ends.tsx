import { IconMapOff, IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../lib/api-error.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './shell.module.css'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <main className={styles.deadEnd}>
      <h1 className="visually-hidden">{t('shell.notFound')}</h1>
      <EmptyState icon={<IconMapOff size={24} />} title={t('shell.notFound')}>
        <p>{t('shell.notFoundHint')}</p>
        <Link to="/">{t('shell.toInbox')}</Link>
      </EmptyState>
    </main>
  )
}

export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const unreachable = error instanceof ApiError
  return (
    <main className={styles.deadEnd}>
      <h1 className="visually-hidden">{t('shell.broke')}</h1>
      <EmptyState
        icon={<IconPlugConnectedX size={24} />}
        title={unreachable ? t(`errors.${error.code}`) : t('shell.broke')}
      >
        {!unreachable && <p>{t('shell.brokeHint')}</p>}
        <Button size="small" onClick={() => location.reload()}>
          {t('shell.reload')}
        </Button>
      </EmptyState>
    </main>
  )
}
