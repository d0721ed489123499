import type { Row } from '@parley/server/contract'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { memo } from 'react'
import { useSlowClock } from '../../lib/clock.ts'
import { useDrafts } from '../../lib/draft-store.ts'
import { draftKey } from '../../lib/drafts.ts'
import { listOf, shortAge } from '../../lib/format.ts'
import { useRow } from '../../lib/inbox-store.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { isOfferedTo } from '../../lib/rows.ts'
import { useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { type ListAsked, listAddress } from '../../lib/views.ts'
import { useOthers } from '../../lib/who.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import { WaitChip } from '../../ui/wait-chip.tsx'
import styles from './thread-row.module.css'

interface ThreadRowProps {
  id: string
  elementId: string | undefined
  asked: ListAsked
  top: number
  selected: boolean
  position: number
  size: number
}

export const ThreadRow = memo(function ThreadRow({ id, asked, ...place }: ThreadRowProps) {
  const row = useRow(id)
  const navigate = useNavigate()
  if (!row) return null
  const open = () => void navigate(listAddress(asked, id))
  return (
    // The list box has the focus and the keys; a focused row would be unmounted by scrolling.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={place.elementId}
      className={styles.row}
      role="option"
      aria-selected={place.selected}
      aria-setsize={place.size}
      aria-posinset={place.position}
      style={{ top: place.top }}
      onClick={open}
    >
      <Avatar id={row.customer.id} name={row.customer.name} size={36} channel={row.channel} />
      <div className={styles.body}>
        <TopLine row={row} />
        <Preview row={row} />
        <Facts row={row} />
      </div>
    </div>
  )
})

function TopLine({ row }: { row: Row }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useSlowClock()
  return (
    <div className={styles.top}>
      <span className={styles.name}>{row.customer.name}</span>
      {row.customer.vip && <Chip tone="accent">{t('common.vip')}</Chip>}
      <time className={styles.age} dateTime={new Date(row.movedAt).toISOString()}>
        {shortAge(now - row.movedAt, language, t('time.now'))}
      </time>
    </div>
  )
}

function Preview({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const draft = useDrafts((state) => state.byKey[draftKey(row.id, 'reply')]?.text.trim() ?? '')
  if (draft !== '') {
    return (
      <p className={styles.preview}>
        <span className={styles.draft}>{t('list.draft')}</span> {draft}
      </p>
    )
  }
  const by = row.preview?.by
  const mine = by === 'agent' && row.agent?.id === user.id
  const who = mine ? t('list.mineSaid') : by === 'bot' ? t('list.botSaid') : undefined
  return (
    <p className={styles.preview}>
      {who !== undefined && <span className={styles.who}>{who} </span>}
      {row.preview?.text ?? ''}
    </p>
  )
}

function Facts({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const intentTitle = useIntentTitle()
  const offered = isOfferedTo(row, user.id, useSlowClock())
  return (
    <div className={styles.facts}>
      {row.mood && <MoodFace label={row.mood.label} />}
      {row.waitingSince !== undefined && row.status !== 'closed' && <WaitChip since={row.waitingSince} />}
      {offered && <Chip tone="accent">{t('list.offered')}</Chip>}
      {row.outcome === 'spam' && <Chip>{t('list.spam')}</Chip>}
      {row.intent && !offered && (
        <span className={styles.intent}>
          <Chip title={row.intent.name}>{intentTitle(row.intent.name)}</Chip>
        </span>
      )}
      <span className={styles.end}>
        <Others thread={row.id} />
        {row.unanswered > 0 && (
          <span
            className={styles.unanswered}
            role="img"
            aria-label={t('list.unanswered', { count: row.unanswered })}
          >
            {row.unanswered}
          </span>
        )}
        {row.agent && <Holder id={row.agent.id} name={row.agent.name} />}
      </span>
    </div>
  )
}

function Holder({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const label = t('list.assigned', { name })
  return (
    <span role="img" aria-label={label} title={label}>
      <Avatar id={id} name={name} size={20} />
    </span>
  )
}

/** Colleagues who look at it or write to the customer right now. */
function Others({ thread }: { thread: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const others = useOthers(thread)
  if (others.length === 0) return null
  const names = listOf(
    others.map(({ name }) => name),
    language,
  )
  const label = t(others[0]?.types ? 'list.typing' : 'list.viewing', { names, count: others.length })
  const Icon = others[0]?.types ? IconPencil : IconEye
  return (
    <span className={styles.others} role="img" aria-label={label} title={label}>
      {others.slice(0, 2).map(({ id, name }) => (
        <Avatar key={id} id={id} name={name} size={18} />
      ))}
      <Icon size={13} stroke={1.9} aria-hidden="true" />
    </span>
  )
}
