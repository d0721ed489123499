import { Button } from '@mantine/core'
import { useTranslation } from '../lib/use-translation.ts'
import styles from './save-bar.module.css'
import { Unsaved } from './unsaved.tsx'

interface SaveBarProps {
  dirty: boolean
  saving: boolean
  /** Words about what keeps it from being saved. */
  problem?: string | undefined
  /** What in the address chooses the form beside the path. */
  chosenBy?: string
  onSave: () => void
  onDiscard: () => void
}

/** At the foot of a form, while there is something to save; Ctrl+S saves too (the form registers it). Leaving asks. */
export function SaveBar({ dirty, saving, problem, chosenBy, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation()
  const shown = dirty || saving || problem !== undefined
  return (
    <>
      <Unsaved dirty={dirty} chosenBy={chosenBy} />
      <div className={styles.place} role="status" aria-live="polite" data-save-bar={shown}>
        {shown && (
          <div className={styles.bar}>
            <span className={styles.words} data-problem={problem !== undefined}>
              {problem ?? t('common.unsaved')}
            </span>
            <Button variant="default" onClick={onDiscard} disabled={saving}>
              {t('common.discard')}
            </Button>
            <Button onClick={onSave} loading={saving}>
              {t('common.save')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
