import type { Mood } from '@parley/server/contract'
import { IconMoodEmpty, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import { useTranslation } from '../lib/use-translation.ts'
import styles from './mood-face.module.css'

const faces = { positive: IconMoodSmile, neutral: IconMoodEmpty, negative: IconMoodSad }

/** A face and a name: never colour alone. */
export function MoodFace({ label, size = 16 }: { label: Mood['label']; size?: number }) {
  const { t } = useTranslation()
  const Face = faces[label]
  return (
    <span className={styles[label]} role="img" aria-label={t(`mood.${label}`)} title={t(`mood.${label}`)}>
      <Face size={size} stroke={1.8} aria-hidden="true" />
    </span>
  )
}
