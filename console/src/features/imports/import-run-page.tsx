import { Button } from '@mantine/core'
import type { ImportDetail } from '@parley/server/contract'
import { IconTableOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { bytes } from '../../lib/format.ts'
import { importQuery, type Reading, whyRefused } from '../../lib/imports-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Page } from '../../ui/page.tsx'
import { CheckedStep } from './checked-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import styles from './imports.module.css'
import { ReportStep } from './report-step.tsx'
import { RunningStep } from './running-step.tsx'
import { type Step, Steps } from './steps.tsx'

/** One import, at the step where it is. */
export function ImportRunPage() {
  const { t } = useTranslation('imports')
  const language = useLanguage()
  const { id = '' } = useParams({ strict: false })
  const [reading, setReading] = useState<Reading>({})
  /** The person went back from the result to the columns. */
  const [changing, setChanging] = useState(false)
  const { data, error, refetch } = useQuery(importQuery(id, reading))
  const back = <Link to="/customers/import">{`← ${t('back')}`}</Link>
  if (!data) {
    if (!error) return <main id="content" tabIndex={-1} aria-busy="true" />
    return (
      <Page title={t('title')} hint={back}>
        <Refused
          error={error}
          reading={reading}
          onBack={() => setReading({})}
          onRetry={() => void refetch()}
        />
      </Page>
    )
  }
  const step = changing ? 'columns' : stepOf(data)
  return (
    <Page
      title={data.name}
      status={<span className={styles.size}>{bytes(data.bytes, language)}</span>}
      hint={back}
    >
      <Steps now={step} />
      <div className={styles.stack}>
        {step === 'columns' && (
          <ColumnsStep
            key={JSON.stringify(data.preview)}
            detail={data}
            onReading={setReading}
            onChecked={() => setChanging(false)}
          />
        )}
        {step !== 'columns' && (data.state === 'checking' || data.state === 'importing') && (
          <RunningStep detail={data} />
        )}
        {step === 'check' && data.state === 'checked' && (
          <CheckedStep detail={data} onChange={() => setChanging(true)} />
        )}
        {(data.state === 'done' || data.state === 'stopped') && <ReportStep detail={data} />}
      </div>
    </Page>
  )
}

/** A file that is read in the wrong way is no table: the person goes back to how it was read before. */
function Refused({
  error,
  reading,
  onBack,
  onRetry,
}: {
  error: unknown
  reading: Reading
  onBack: () => void
  onRetry: () => void
}) {
  const { t } = useTranslation(['imports', 'translation'])
  const why = whyRefused(error)
  if (!why || Object.keys(reading).length === 0)
    return <ErrorState title={t('failed')} error={error} onRetry={onRetry} />
  return (
    <div role="alert">
      <EmptyState icon={<IconTableOff size={24} aria-hidden="true" />} title={t('refused')}>
        <p>{t(`why.${why}`)}</p>
        <Button size="xs" variant="default" onClick={onBack}>
          {t('translation:common.undo')}
        </Button>
      </EmptyState>
    </div>
  )
}

function stepOf({ state }: ImportDetail): Step | 'done' {
  if (state === 'uploaded') return 'columns'
  if (state === 'checking' || state === 'checked') return 'check'
  return state === 'done' ? 'done' : 'import'
}
