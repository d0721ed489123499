import type { HealthOverview } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { spokenDuration } from '../../lib/format.ts'
import { healthQuery } from '../../lib/health-api.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Checks } from './checks.tsx'
import { DoctorCard } from './doctor-card.tsx'
import styles from './health-page.module.css'
import { LedgerCard } from './ledger-card.tsx'

const tones = { ready: 'pos', degraded: 'warn', not_ready: 'neg' } as const

/** Whether promises are kept, what mends those that are not, and whether any message went missing. */
export function HealthPage() {
  const { t } = useTranslation(['health', 'admin'])
  const { data, error, refetch } = useQuery(healthQuery)
  const failed = error !== null
  return (
    <Page
      title={t('admin:pages.health')}
      hint={t('page.hint')}
      width="reading"
      status={data && !failed && <Chip tone={tones[data.status]}>{t(`page.${data.status}`)}</Chip>}
    >
      {failed && <ErrorState title={t('page.failed')} error={error} onRetry={() => void refetch()} />}
      {data && !failed && (
        <div className={styles.cards}>
          <Card title={t('checks.title')} id="health-checks">
            <Checks report={data} />
          </Card>
          <Card title={t('work.title')} id="health-work">
            <AtWork overview={data} />
          </Card>
          <Card title={t('doctor.title')} id="health-doctor">
            <DoctorCard />
          </Card>
          <Card title={t('ledger.title')} id="health-ledger">
            <LedgerCard />
          </Card>
        </div>
      )}
    </Page>
  )
}

function AtWork({ overview: { processes, queue } }: { overview: HealthOverview }) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const lines: [name: string, value: string][] = [
    [t('work.web'), wholeNumber(processes.web, language)],
    [t('work.worker'), wholeNumber(processes.worker, language)],
    [t('work.pending'), queue.pending === 0 ? t('work.nothing') : wholeNumber(queue.pending, language)],
    ...(queue.pending === 0
      ? []
      : [[t('work.oldest'), spokenDuration(queue.oldestMs, language)] as [string, string]]),
  ]
  return (
    <dl className={styles.facts}>
      {lines.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
