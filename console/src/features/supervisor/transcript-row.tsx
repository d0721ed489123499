import type { Counted, Transcript } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { useSeconds } from '../../lib/clock.ts'
import { moodScore, stopwatch } from '../../lib/format.ts'
import { duration } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { placeAddress } from '../../lib/views.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import { useValueName } from './names.ts'
import { Stars } from './stars.tsx'
import { momentName } from './time-words.ts'
import styles from './transcript-list.module.css'
import type { Extra } from './transcript-list.tsx'

/** Which list of the inbox holds the conversation now. */
function viewOf({ status, control }: Transcript) {
  if (status === 'closed') return 'closed'
  if (control === 'requested') return 'waiting'
  return control === 'bot' ? 'bot' : 'open'
}

export function TranscriptRow({
  row,
  count,
  extra,
}: {
  row: Transcript
  count: Counted
  extra: Extra | undefined
}) {
  const { t } = useTranslation(['supervisor', 'translation'])
  const language = useLanguage()
  const nameOf = useValueName()
  const { customer, agent, intent, at } = row
  const text = row.text ?? (count === 'ratings' ? t('list.noComment') : t('list.noText'))
  const empty = row.text === undefined
  return (
    <tr>
      <td className={styles.at}>
        <time dateTime={new Date(at).toISOString()}>{momentName(at, language)}</time>
      </td>
      <th scope="row" className={styles.customer}>
        <Link
          {...placeAddress(viewOf(row), row.thread, { at: row.seq })}
          className={styles.link}
          aria-label={t('list.open', { name: customer.name })}
        >
          <Avatar id={customer.id} name={customer.name} size={24} />
          <span className={styles.name}>{customer.name}</span>
        </Link>
        <p className={styles.under} data-empty={empty}>
          {text}
        </p>
      </th>
      <td className={styles.text} data-empty={empty}>
        {text}
      </td>
      <td className={`${styles.wide} ${styles.about}`}>{intent && nameOf('intent', intent)}</td>
      <td className={`${styles.wide} ${styles.about}`}>{agent?.name ?? t('list.bot')}</td>
      {extra && (
        <td className={styles.right}>
          <ExtraCell row={row} extra={extra} />
        </td>
      )}
    </tr>
  )
}

function ExtraCell({ row, extra }: { row: Transcript; extra: Extra }) {
  const language = useLanguage()
  const nameOf = useValueName()
  const { mood, reason, rating, tookMs } = row
  if (extra === 'waited') return <Waited since={row.at} />
  if (extra === 'reason') return reason && nameOf('reason', reason)
  if (extra === 'rating') return rating === undefined ? null : <Stars rating={rating} />
  if (extra === 'took') return tookMs === undefined ? '–' : duration(tookMs, language)
  if (!mood) return null
  return (
    <span className={styles.mood} data-mood={mood.label}>
      <MoodFace label={mood.label} />
      {moodScore(mood.score)}
    </span>
  )
}

function Waited({ since }: { since: number }) {
  return stopwatch(Math.max(0, useSeconds() - since))
}
