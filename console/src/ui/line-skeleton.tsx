import { useTranslation } from '../lib/use-translation.ts'
import styles from './line-skeleton.module.css'

/** Stands where `lines` rows of text will be, for as long as they are fetched. */
export function LineSkeleton({ lines }: { lines: number }) {
  const { t } = useTranslation()
  return (
    <div className={styles.lines} role="status">
      <span className="visually-hidden">{t('common.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and stay in their places
        <div key={line} className={styles.line} />
      ))}
    </div>
  )
}
