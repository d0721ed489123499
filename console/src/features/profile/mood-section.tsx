import type { CustomerProfile } from '@parley/server/contract'
import { useTranslation } from 'react-i18next'
import { moodScore } from '../../lib/format.ts'
import { MoodFace } from '../../ui/mood-face.tsx'
import { moodLabel } from '../../ui/mood-label.ts'
import { Sparkline } from '../../ui/sparkline.tsx'
import styles from './profile-panel.module.css'

export function MoodSection({ moods }: { moods: CustomerProfile['moods'] }) {
  const { t } = useTranslation(['profile', 'translation'])
  const last = moods.at(-1)
  const label = moodLabel(last?.score ?? 0)
  return (
    <section className={styles.section} aria-labelledby="profile-mood">
      <div className={styles.sectionHead}>
        <h3 id="profile-mood">{t('mood')}</h3>
        {last && (
          <span className={styles.moodNow} data-mood={label}>
            <MoodFace label={label} />
            {t(`translation:mood.${label}Short`)} {moodScore(last.score)}
          </span>
        )}
      </div>
      {last ? (
        <Sparkline
          scores={moods.map((each) => each.score)}
          label={t('moodChart', { count: moods.length, value: moodScore(last.score) })}
        />
      ) : (
        <p className={styles.quiet}>{t('moodNone')}</p>
      )}
    </section>
  )
}
