import type { CustomerProfile } from '@parley/server/contract'
import { useSlowClock } from '../../lib/clock.ts'
import { moodScore, shortDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { MoodFace } from '../../ui/mood-face.tsx'
import { moodLabel } from '../../ui/mood-label.ts'
import { Sparkline } from '../../ui/sparkline.tsx'
import styles from './profile-panel.module.css'
import { turningPoint } from './turning-point.ts'

export function MoodSection({ moods }: { moods: CustomerProfile['moods'] }) {
  const { t } = useTranslation(['profile', 'translation'])
  const language = useLanguage()
  const now = useSlowClock()
  const last = moods.at(-1)
  const label = moodLabel(last?.score ?? 0)
  const turn = turningPoint(moods.map(({ score }) => score))
  const turned = turn === undefined ? undefined : moods[turn]
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
          turn={turn}
          label={t('moodChart', { count: moods.length, value: moodScore(last.score) })}
        />
      ) : (
        <p className={styles.quiet}>{t('moodNone')}</p>
      )}
      {turned && (
        <p className={styles.quiet}>{t('moodTurned', { date: shortDate(turned.at, language, now) })}</p>
      )}
    </section>
  )
}
