import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import styles from './message-log.module.css'

interface LogPillsProps {
  atEnd: boolean
  /** Messages of the customer below what was seen. */
  unseen: number
  onEnd: () => void
  /** Absent where nothing new begins further up. */
  onFirstNew: (() => void) | undefined
}

/** The ways to what is not in view: up to where new messages begin, down to the newest. */
export function LogPills({ atEnd, unseen, onEnd, onFirstNew }: LogPillsProps) {
  const { t } = useTranslation()
  return (
    <>
      {onFirstNew && (
        <Button
          className={styles.upward}
          size="small"
          round
          before={<IconArrowUp size={14} aria-hidden="true" />}
          onClick={onFirstNew}
        >
          {t('thread.toFirstNew')}
        </Button>
      )}
      {!atEnd && (
        <Button
          className={styles.pill}
          size="small"
          round
          tone={unseen > 0 ? 'main' : 'other'}
          before={<IconArrowDown size={14} aria-hidden="true" />}
          onClick={onEnd}
        >
          {unseen > 0 ? t('thread.new', { count: unseen }) : t('thread.toEnd')}
        </Button>
      )}
    </>
  )
}
