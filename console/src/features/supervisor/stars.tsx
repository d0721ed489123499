import { IconStarFilled } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './stars.module.css'

const places = [1, 2, 3, 4, 5]

/** A rating as stars, with its number for those who listen. */
export function Stars({ rating }: { rating: number }) {
  const { t } = useTranslation(['supervisor', 'translation'])
  return (
    <span className={styles.stars} role="img" aria-label={t('filter.stars', { count: rating })}>
      {places.map((place) => (
        <IconStarFilled key={place} size={13} aria-hidden="true" data-on={place <= rating} />
      ))}
    </span>
  )
}
