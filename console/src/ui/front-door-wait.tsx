import { Button } from '@mantine/core'
import { codeOf } from '../lib/api-error.ts'
import { useTranslation } from '../lib/use-translation.ts'
import form from './form.module.css'
import styles from './front-door.module.css'
import { FrontDoor } from './front-door.tsx'

/** The front door while what it shows is fetched; why it cannot be, with another try. */
export function FrontDoorWait({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  if (!error)
    return (
      <FrontDoor title={t('common.loading')}>
        <p className={styles.wait} role="status">
          {t('common.moment')}
        </p>
      </FrontDoor>
    )
  return (
    <FrontDoor title={t('common.notLoaded')}>
      <div className={form.form}>
        <p className={form.problem} role="alert">
          {t(`errors.${codeOf(error)}`)}
        </p>
        <Button size="md" fullWidth onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </div>
    </FrontDoor>
  )
}
