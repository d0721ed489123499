import type { InstallInfo } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { shortDate } from '../../lib/format.ts'
import { installQuery } from '../../lib/install-api.ts'
import { wholeNumber } from '../../lib/numbers.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { DemoCard } from './demo-card.tsx'
import styles from './install-page.module.css'

/** What this install is, what is in it, and the way out of the demo. */
export function InstallPage() {
  const { t } = useTranslation(['install', 'admin'])
  const { data, error, refetch } = useQuery(installQuery)
  return (
    <Page title={t('admin:pages.install')} hint={t('parts.hint')} width="reading">
      {error && !data && (
        <ErrorState title={t('parts.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <div className={styles.cards}>
          <Card title={t('parts.title')} id="install-parts">
            <Parts info={data} />
          </Card>
          <Card title={t('demo.title')} id="install-demo">
            <DemoCard info={data} />
          </Card>
        </div>
      )}
    </Page>
  )
}

function Parts({ info: { version, node, store, since, counts } }: { info: InstallInfo }) {
  const { t } = useTranslation('install')
  const language = useLanguage()
  const shares = ({ own, demo }: { own: number; demo: number }) => {
    const words = { own: wholeNumber(own, language), demo: wholeNumber(demo, language) }
    return demo > 0 ? t('parts.withDemo', words) : words.own
  }
  const lines: [name: string, value: string][] = [
    [t('parts.version'), version],
    [t('parts.node'), node],
    [t('parts.store'), t(`parts.${store.kind}`, { version: store.version })],
    ...(since === undefined ? [] : [[t('parts.since'), shortDate(since, language, 0)] as [string, string]]),
    [t('parts.people'), shares(counts.people)],
    [t('parts.customers'), shares(counts.customers)],
    [t('parts.conversations'), shares(counts.conversations)],
  ]
  return (
    <dl className={styles.parts}>
      {lines.map(([name, value]) => (
        <div key={name} className={styles.part}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
