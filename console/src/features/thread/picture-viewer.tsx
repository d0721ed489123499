import type { Attachment } from '@parley/server/contract'
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { fileAddress } from '../../lib/upload.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './picture-viewer.module.css'

interface ViewerProps {
  thread: string
  images: readonly Extract<Attachment, { type: 'image' }>[]
  at: number
  onMove: (at: number) => void
  onClose: () => void
}

/** A picture as large as the window: arrows go on, Escape closes and leads back to where it was opened. */
export function Viewer({ thread, images, at, onMove, onClose }: ViewerProps) {
  const { t } = useTranslation('files')
  const dialog = useRef<HTMLDialogElement>(null)
  const image = images[at]
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  if (!image) return null
  const step = (by: number) => onMove((at + by + images.length) % images.length)
  const handleKey = (event: KeyboardEvent) => {
    // The page behind has keys of its own.
    event.stopPropagation()
    if (event.key === 'ArrowRight') step(1)
    if (event.key === 'ArrowLeft') step(-1)
  }
  const { id, name, width, height } = image
  return (
    <dialog
      ref={dialog}
      className={styles.viewer}
      aria-label={t('viewer')}
      onClose={onClose}
      onKeyDown={handleKey}
    >
      <header className={styles.head}>
        <span className={styles.name}>{name}</span>
        {images.length > 1 && (
          <span className={styles.place}>{t('place', { at: at + 1, count: images.length })}</span>
        )}
        <a
          className={styles.tool}
          href={fileAddress(thread, id, 'download')}
          download={name}
          aria-label={t('download', { name })}
        >
          <IconDownload size={20} aria-hidden="true" />
        </a>
        <button
          type="button"
          className={styles.tool}
          aria-label={t('close')}
          onClick={() => dialog.current?.close()}
        >
          <IconX size={20} aria-hidden="true" />
        </button>
      </header>
      <div className={styles.stage}>
        {images.length > 1 && (
          <button type="button" className={styles.tool} aria-label={t('previous')} onClick={() => step(-1)}>
            <IconChevronLeft size={28} aria-hidden="true" />
          </button>
        )}
        <img
          key={id}
          src={fileAddress(thread, id)}
          alt={t('picture', { name })}
          width={width}
          height={height}
        />
        {images.length > 1 && (
          <button type="button" className={styles.tool} aria-label={t('next')} onClick={() => step(1)}>
            <IconChevronRight size={28} aria-hidden="true" />
          </button>
        )}
      </div>
    </dialog>
  )
}
