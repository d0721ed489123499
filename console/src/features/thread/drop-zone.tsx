import { IconFileUpload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { attach } from '../../lib/attachments.ts'
import type { DraftMode } from '../../lib/drafts.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './attachments.module.css'

interface DropZoneProps {
  thread: string
  mode: DraftMode
  onDropped: () => void
}

/** While files are dragged over the window, the whole conversation takes them: nobody has to aim at a field. */
export function DropZone({ thread, mode, onDropped }: DropZoneProps) {
  const { t } = useTranslation('files')
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const step = (by: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = Math.max(0, depth + by)
      setOver(depth > 0)
    }
    const [enter, leave] = [step(1), step(-1)]
    // A file that misses would take the page's place.
    const hold = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      attach(thread, mode, [...(event.dataTransfer?.files ?? [])])
      onDropped()
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: hold, drop }
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name as 'drop', listener)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) removeEventListener(name as 'drop', listener)
    }
  }, [thread, mode, onDropped])
  if (!over) return null
  return (
    <div className={styles.zone}>
      <IconFileUpload size={32} stroke={1.5} aria-hidden="true" />
      <p className={styles.zoneTitle}>{t('drop')}</p>
      <p>{t('dropHint')}</p>
    </div>
  )
}
