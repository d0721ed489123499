import type { Attachment, Part } from '@parley/server/contract'
import {
  IconDownload,
  IconFile,
  IconFileMusic,
  IconFileTypePdf,
  IconMovie,
  IconTable,
} from '@tabler/icons-react'
import { useState } from 'react'
import { bytes } from '../../lib/format.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { fileAddress } from '../../lib/upload.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './attachments.module.css'

type Image = Extract<Attachment, { type: 'image' }>

const Viewer = lazyPart([], async () => (await import('./picture-viewer.tsx')).Viewer)

export function isAttachment(part: Part): part is Attachment {
  return part.type === 'image' || part.type === 'file'
}

/** Files of a message: pictures in a place of their shape, so that nothing moves when they come; the others as cards. */
export function AttachedFiles({ thread, files }: { thread: string; files: readonly Attachment[] }) {
  const [shown, setShown] = useState<number>()
  const images = files.filter((file) => file.type === 'image')
  if (files.length === 0) return null
  return (
    <div className={styles.files}>
      {images.map((image, at) => (
        <Picture key={image.id} thread={thread} image={image} onOpen={() => setShown(at)} />
      ))}
      {files.map((file) =>
        file.type === 'file' ? <Card key={file.id} thread={thread} file={file} /> : null,
      )}
      {shown !== undefined && (
        <Viewer
          thread={thread}
          images={images}
          at={shown}
          onMove={setShown}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  )
}

const BOX = 280

function Picture({ thread, image, onOpen }: { thread: string; image: Image; onOpen: () => void }) {
  const { t } = useTranslation('files')
  const [failed, setFailed] = useState(false)
  const { id, name, width, height } = image
  // Never larger than it is, never a sliver.
  const scale = Math.min(1, BOX / Math.max(width, height))
  const size = {
    width: Math.max(56, Math.round(width * scale)),
    height: Math.max(40, Math.round(height * scale)),
  }
  return (
    <button
      type="button"
      className={styles.picture}
      style={{ width: size.width, aspectRatio: `${size.width} / ${size.height}` }}
      aria-label={t('open', { name })}
      onClick={onOpen}
    >
      {failed ? (
        <span className={styles.size}>{t('pictureFailed')}</span>
      ) : (
        <img
          src={fileAddress(thread, id, 'thumb')}
          alt=""
          loading="lazy"
          decoding="async"
          {...size}
          onError={() => setFailed(true)}
        />
      )}
    </button>
  )
}

function Card({ thread, file }: { thread: string; file: Attachment }) {
  const { t } = useTranslation('files')
  const language = useLanguage()
  const { id, name, mime } = file
  const Icon = iconOf(mime)
  return (
    <a
      className={styles.card}
      href={fileAddress(thread, id, 'download')}
      download={name}
      aria-label={`${t('download', { name })}, ${bytes(file.bytes, language)}`}
    >
      <Icon size={24} stroke={1.5} aria-hidden="true" />
      <span className={styles.facts}>
        <span className={styles.name}>{name}</span>
        <span className={styles.size}>
          {name.split('.').at(-1)?.toUpperCase()} · {bytes(file.bytes, language)}
        </span>
      </span>
      <IconDownload size={17} stroke={1.8} aria-hidden="true" />
    </a>
  )
}

function iconOf(mime: string) {
  if (mime === 'application/pdf') return IconFileTypePdf
  if (/csv|sheet/.test(mime)) return IconTable
  if (mime.startsWith('audio/')) return IconFileMusic
  return mime.startsWith('video/') ? IconMovie : IconFile
}
