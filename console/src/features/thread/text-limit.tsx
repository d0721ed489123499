import { useTranslation } from '../../lib/use-translation.ts'
import styles from './attachments.module.css'

/** As in the contract, whose constant would bring the whole validator along. */
export const MAX_TEXT = 4000
const WARN_FROM = MAX_TEXT - 400

/** How much room is left, once it gets tight. */
export function TextLimit({ text }: { text: string }) {
  const { t } = useTranslation('files')
  if (text.length < WARN_FROM) return null
  const left = MAX_TEXT - text.length
  return (
    <p className={left < 0 ? styles.over : styles.left} role="status">
      {left < 0 ? t('over', { count: -left }) : t('left', { count: left })}
    </p>
  )
}
