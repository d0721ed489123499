import { Button } from '@mantine/core'
import type { ModelVersion, TrainingOverview } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.ts'
import { overviewQuery } from '../../lib/training-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import { Page } from '../../ui/page.tsx'
import { ConfusionCard } from './confusion-card.tsx'
import { LoadFailed } from './load-state.tsx'
import { QueueCard } from './queue-card.tsx'
import { TrainCard } from './train-card.tsx'
import { TrainerNav } from './trainer-nav.tsx'
import { UseDialog } from './use-dialog.tsx'
import { UsesCard } from './uses-card.tsx'
import { VersionsCard } from './versions-card.tsx'
import styles from './workbench-page.module.css'

/** Training, versions, what is taken for what, and what waits for a label: the trainer's desk at a glance. */
export function WorkbenchPage() {
  const { t } = useTranslation('trainer')
  const overview = useQuery(overviewQuery)
  const { data } = overview
  return (
    <Page
      title={t('workbench.title')}
      side={<TrainerNav />}
      status={
        data && <Chip tone={data.instead ? 'neg' : 'accent'}>{t('workbench.inUse', { id: data.inUse })}</Chip>
      }
      actions={data && <Actions overview={data} />}
    >
      {overview.isError && !data && (
        <LoadFailed error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {data?.instead && (
        <p role="alert" className={styles.damaged}>
          {t('workbench.damaged', { id: data.inUse, instead: data.instead })}
        </p>
      )}
      {!data && !overview.isError && (
        <p role="status" className={styles.loading}>
          {t('workbench.loading')}
        </p>
      )}
      <div className={styles.grid}>
        {data && (
          <>
            <div className={styles.train}>
              <TrainCard overview={data} />
            </div>
            <div className={styles.versions}>
              <VersionsCard versions={data.versions} />
            </div>
            <div className={styles.confusion}>
              <ConfusionCard version={data.inUse} />
            </div>
          </>
        )}
        <div className={styles.queue}>
          <QueueCard />
        </div>
        {data && (
          <div className={styles.uses}>
            <UsesCard />
          </div>
        )}
      </div>
    </Page>
  )
}

/** Where the desk leads next: compare, go back, use what was trained last. */
function Actions({ overview: { versions, inUse } }: { overview: TrainingOverview }) {
  const { t } = useTranslation('trainer')
  const { permissions } = useSession()
  const [asked, setAsked] = useState<ModelVersion>()
  const former = versions.find(({ state }) => state === 'former')
  const newest = versions.find(({ state }) => state === 'ready')
  const may = permissions.includes('training.use')
  return (
    <>
      {versions.length > 1 && (
        <Button
          component={Link}
          variant="default"
          to="/trainer/compare"
          search={{ a: inUse, b: (newest ?? former)?.id } as never}
        >
          {t('workbench.compare')}
        </Button>
      )}
      {may && former && (
        <Button variant="default" onClick={() => setAsked(former)}>
          {t('workbench.back')}
        </Button>
      )}
      {may && newest && (
        <Button onClick={() => setAsked(newest)}>{t('workbench.use', { id: newest.id })}</Button>
      )}
      {asked && <UseDialog version={asked} inUse={inUse} onClose={() => setAsked(undefined)} />}
    </>
  )
}
