import type { CustomerProfile } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { useSlowClock } from '../../lib/clock.ts'
import { shortDate } from '../../lib/format.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { episodeAddress } from '../../lib/views.ts'
import { ChannelIcon } from '../../ui/avatar.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import styles from './profile-panel.module.css'

type Episode = CustomerProfile['history'][number]

interface HistoryProps {
  history: readonly Episode[]
  current: { thread: string; episode: number }
}

export function History({ history, current }: HistoryProps) {
  const { t } = useTranslation('profile')
  return (
    <section className={styles.section} aria-labelledby="profile-history">
      <div className={styles.sectionHead}>
        <h3 id="profile-history">{t('history')}</h3>
        <span className={styles.quiet}>{t('historyCount', { count: history.length })}</span>
      </div>
      <ol className={styles.history}>
        {history.map((episode) => (
          <li key={`${episode.thread}:${episode.episode}`}>
            <EpisodeLine
              episode={episode}
              current={episode.thread === current.thread && episode.episode === current.episode}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

function EpisodeLine({ episode, current }: { episode: Episode; current: boolean }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const intentTitle = useIntentTitle()
  const now = useSlowClock()
  const by = episode.handledBy
  const facts = [
    current ? t('current') : by === undefined ? t('handledByBot') : t('handledBy', { name: by }),
    ...(episode.rating === undefined ? [] : [t('rated', { score: episode.rating })]),
  ]
  return (
    <Link className={styles.episode} {...episodeAddress(episode)} aria-current={current ? 'true' : undefined}>
      <span className={styles.episodeIcon}>
        <ChannelIcon channel={episode.channel} size={16} />
      </span>
      <span className={styles.episodeName}>
        {episode.intent === undefined ? t('conversation') : intentTitle(episode.intent)}
        {episode.mood && <MoodFace label={episode.mood.label} />}
      </span>
      <time dateTime={new Date(episode.openedAt).toISOString()}>
        {shortDate(episode.openedAt, language, now)}
      </time>
      <span className={styles.episodeBy}>{facts.join(' · ')}</span>
    </Link>
  )
}
