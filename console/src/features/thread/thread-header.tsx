import type { Row } from '@parley/server/contract'
import { IconArrowLeft, IconEye, IconPencil, IconUserCircle } from '@tabler/icons-react'
import { memo } from 'react'
import { listOf } from '../../lib/format.ts'
import { useIntentTitle } from '../../lib/names.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useOthers } from '../../lib/who.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useChannelName } from '../../ui/channel-name.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { WaitChip } from '../../ui/wait-chip.tsx'
import { HeaderActions } from './header-actions.tsx'
import styles from './thread-header.module.css'

interface ThreadHeaderProps {
  row: Row
  profileShown: boolean
  onProfile: () => void
  onBack: () => void
}

export const ThreadHeader = memo(function ThreadHeader(props: ThreadHeaderProps) {
  const { row, profileShown, onProfile, onBack } = props
  const { t } = useTranslation()
  const intentTitle = useIntentTitle()
  const channelName = useChannelName()
  const who = `${row.customer.name} · ${channelName(row.channel)}`
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <IconButton label={t('header.back')} command="back" onClick={onBack}>
          <IconArrowLeft size={20} stroke={1.8} />
        </IconButton>
      </span>
      <div className={styles.what}>
        <h2 className={styles.subject}>
          {row.intent ? intentTitle(row.intent.name) : t('thread.noSubject')}
        </h2>
        <p className={styles.line}>
          {row.waitingSince !== undefined && row.status !== 'closed' && <WaitChip since={row.waitingSince} />}
          <span className={styles.who} title={who}>
            {who}
          </span>
        </p>
      </div>
      <Viewers thread={row.id} />
      <HeaderActions row={row} />
      <IconButton
        label={profileShown ? t('profile.hide') : t('profile.open')}
        command="profile"
        pressed={profileShown}
        onClick={onProfile}
      >
        <IconUserCircle size={19} stroke={1.7} />
      </IconButton>
    </header>
  )
})

function Viewers({ thread }: { thread: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const others = useOthers(thread)
  if (others.length === 0) return null
  const names = listOf(
    others.map((person) => person.name),
    language,
  )
  const label = t('header.viewers', { names, count: others.length })
  return (
    <span className={styles.viewers} role="img" aria-label={label} title={label}>
      {others.slice(0, 3).map((person) => (
        <Avatar key={person.id} id={person.id} name={person.name} size={26} />
      ))}
      <span className={styles.eye}>
        {others[0]?.types ? (
          <IconPencil size={11} stroke={2} aria-hidden="true" />
        ) : (
          <IconEye size={11} stroke={2} aria-hidden="true" />
        )}
      </span>
    </span>
  )
}
