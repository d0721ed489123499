import { Button } from '@mantine/core'
import type { CustomerProfile } from '@parley/server/contract'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { RecordForm } from '../../features/customers/record-form.tsx'
import { RecordView } from '../../features/customers/record-view.tsx'
import { TimelineCard } from '../../features/customers/timeline.tsx'
import { Identity } from '../../features/profile/identity.tsx'
import { MoodSection } from '../../features/profile/mood-section.tsx'
import { Notes } from '../../features/profile/notes.tsx'
import { Orders } from '../../features/profile/orders.tsx'
import { TagsSection } from '../../features/profile/tags-section.tsx'
import { codeOf } from '../../lib/api-error.ts'
import { useSlowClock } from '../../lib/clock.ts'
import { shortDate } from '../../lib/format.ts'
import { customerQuery, useSession } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useChannelName } from '../../ui/channel-name.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Card, Page } from '../../ui/page.tsx'
import styles from './customer-page.module.css'

/** One customer, over all channels and all time. */
export function CustomerPage() {
  const { t } = useTranslation(['customers', 'profile', 'translation'])
  const { id } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(customerQuery(id ?? ''))
  if (error && !data) {
    return (
      <Page title={t('title')}>
        <EmptyState icon={<IconPlugConnectedX size={24} aria-hidden="true" />} title={t('profile:failed')}>
          <p>{t(`translation:errors.${codeOf(error)}`)}</p>
          <Button size="xs" variant="default" onClick={() => void refetch()}>
            {t('translation:common.retry')}
          </Button>
        </EmptyState>
      </Page>
    )
  }
  if (!data) return <main id="content" tabIndex={-1} aria-busy="true" />
  return <Known key={data.id} profile={data} />
}

function Known({ profile }: { profile: CustomerProfile }) {
  const { t } = useTranslation('customers')
  const { permissions } = useSession()
  return (
    <Page
      title={profile.name || profile.email || t('nameless')}
      hint={<Link to="/customers">{`← ${t('all')}`}</Link>}
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <Card id="record" title={t('record')}>
            {permissions.includes('customer.write') ? (
              <RecordForm profile={profile} />
            ) : (
              <RecordView profile={profile} />
            )}
          </Card>
          <TimelineCard profile={profile} />
        </div>
        <div className={styles.side}>
          <Identity profile={profile} onPage />
          <MoodSection moods={profile.moods} />
          <TagsSection profile={profile} />
          <Notes customer={profile.id} />
          <Orders orders={profile.orders} />
          <Identities profile={profile} />
        </div>
      </div>
    </Page>
  )
}

/** How each channel knows this customer. */
function Identities({ profile }: { profile: CustomerProfile }) {
  const { t } = useTranslation(['customers', 'profile'])
  const language = useLanguage()
  const now = useSlowClock()
  const channelName = useChannelName()
  return (
    <section className={styles.identities} aria-labelledby="identities">
      <h3 id="identities">{t('identities')}</h3>
      {profile.identities.length === 0 && <p>{t('identitiesNone')}</p>}
      <ul>
        {profile.identities.map(({ account, channel, verified, since }) => (
          <li key={`${account}:${since}`}>
            {`${channelName(channel)} · ${t(verified ? 'profile:identified' : 'profile:unidentified')} · ${shortDate(since, language, now)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
