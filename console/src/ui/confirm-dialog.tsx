import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '../lib/use-translation.ts'
import { useLayer } from './use-layer.ts'
import './mantine-dialog.css'
import styles from './dialog.module.css'

interface ConfirmDialogProps {
  title: string
  /** What will be gone, and whether it can come back. */
  children: ReactNode
  /** The verb of what happens: "Remove", never "OK". */
  action: string
  /** What the other button says; "Cancel" without. */
  cancel?: string
  danger?: boolean
  onConfirm: () => Promise<void> | void
  onClose: () => void
}

/** Asks once before something that cannot be undone. What `onConfirm` throws must be told by itself; the dialog stays. */
export function ConfirmDialog({
  title,
  children,
  action,
  cancel,
  danger = true,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const onTop = useLayer()
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      closeOnEscape={onTop}
      onClose={onClose}
      title={title}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.text}>{children}</div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {cancel ?? t('common.cancel')}
        </Button>
        <Button
          loading={busy}
          onClick={() => void confirm()}
          {...(danger ? { color: 'var(--neg-solid)' } : {})}
        >
          {action}
        </Button>
      </div>
    </Modal>
  )
}
