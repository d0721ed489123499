import { Button } from '@mantine/core'
import type { CustomerProfile, Row } from '@parley/server/contract'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-error.ts'
import { useRow } from '../../lib/inbox-store.ts'
import { customerQuery } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Details } from './details.tsx'
import { History } from './history.tsx'
import { Identity } from './identity.tsx'
import { MoodSection } from './mood-section.tsx'
import { Notes } from './notes.tsx'
import { Orders } from './orders.tsx'
import styles from './profile-panel.module.css'
import { TagsSection } from './tags-section.tsx'
import { Visit } from './visit.tsx'

export function ProfilePanel({ thread }: { thread: string }) {
  const row = useRow(thread)
  return row ? <CustomerPanel key={row.customer.id} row={row} /> : null
}

function CustomerPanel({ row }: { row: Row }) {
  const { t } = useTranslation(['profile', 'translation'])
  const { data, error, refetch } = useQuery(customerQuery(row.customer.id))
  if (error && !data) {
    return (
      <div role="alert" className={styles.fill}>
        <EmptyState icon={<IconPlugConnectedX size={24} aria-hidden="true" />} title={t('failed')}>
          <p>{t(`translation:errors.${codeOf(error)}`)}</p>
          <Button size="xs" variant="default" onClick={() => void refetch()}>
            {t('translation:common.retry')}
          </Button>
        </EmptyState>
      </div>
    )
  }
  if (!data) return <div className={styles.fill} aria-busy="true" />
  return <Known profile={data} row={row} />
}

function Known({ profile, row }: { profile: CustomerProfile; row: Row }) {
  return (
    <div className={styles.content}>
      <Identity profile={profile} />
      <MoodSection moods={profile.moods} />
      <Details profile={profile} channel={row.channel} />
      <TagsSection profile={profile} />
      <Notes customer={profile.id} />
      <Visit visit={profile.visit} />
      <Orders orders={profile.orders} />
      <History history={profile.history} current={{ thread: row.id, episode: row.episode }} />
    </div>
  )
}
