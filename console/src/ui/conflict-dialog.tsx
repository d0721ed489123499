import { Button, Modal } from '@mantine/core'
import { useTranslation } from '../lib/use-translation.ts'
import { useLayer } from './use-layer.ts'
import './mantine-dialog.css'
import styles from './conflict-dialog.module.css'

interface ConflictDialogProps {
  /** Each as short lines: only what differs is worth reading. */
  theirs: readonly string[]
  mine: readonly string[]
  onTakeTheirs: () => void
  onKeepMine: () => void
  onClose: () => void
}

/** Two people saved at once: both are shown, and whoever came second chooses. Nothing is lost until then. */
export function ConflictDialog({ theirs, mine, onTakeTheirs, onKeepMine, onClose }: ConflictDialogProps) {
  const { t } = useTranslation()
  const onTop = useLayer()
  return (
    <Modal
      opened
      closeOnEscape={onTop}
      onClose={onClose}
      title={t('conflict.title')}
      centered
      size={680}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={styles.intro}>{t('conflict.intro')}</p>
      <div className={styles.sides}>
        <Side title={t('conflict.theirs')} lines={theirs} other={mine} />
        <Side title={t('conflict.mine')} lines={mine} other={theirs} />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onTakeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button onClick={onKeepMine}>{t('conflict.keepMine')}</Button>
      </div>
    </Modal>
  )
}

const SHOWN = 12

function Side({
  title,
  lines,
  other,
}: {
  title: string
  lines: readonly string[]
  other: readonly string[]
}) {
  const { t } = useTranslation()
  const different = lines.filter((line) => !other.includes(line))
  return (
    <section className={styles.side}>
      <h3>{title}</h3>
      <ul>
        {different.slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {different.length === 0 && <li className={styles.none}>{t('conflict.same')}</li>}
        {different.length > SHOWN && <li>…</li>}
      </ul>
    </section>
  )
}
