import type { IntentMetrics, TrainingParameters, VersionDetail } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { bytes, fullTime, percent, percentFine, spokenDuration } from '../../lib/format.ts'
import { versionQuery } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card, Page } from '../../ui/page.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { ConfusionCard } from './confusion-card.tsx'
import { LoadFailed } from './load-state.tsx'
import { figureOf, measures } from './measures.ts'
import { ReliabilityChart } from './reliability-chart.tsx'
import table from './table.module.css'
import { TrainerNav } from './trainer-nav.tsx'
import { useMeaning } from './use-intents.ts'
import { UsesCard } from './uses-card.tsx'
import styles from './version-page.module.css'
import { StateChip } from './versions-card.tsx'

/** Everything about one version: where it comes from, how good it is, intent by intent. */
export function VersionPage() {
  const { t } = useTranslation('trainer')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const query = useQuery(versionQuery(id))
  const { data } = query
  return (
    <Page
      title={t('version.title', { id })}
      side={<TrainerNav />}
      status={data && <StateChip state={data.version.state} />}
    >
      {query.isError && !data && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {data && (
        <div className={styles.grid}>
          <Facts detail={data} />
          <Quality detail={data} />
          <Card id="reliability" title={t('version.reliability')}>
            <ReliabilityChart bins={data.reliability} />
            <p className={styles.hint}>{t('version.reliabilityHint')}</p>
          </Card>
          <div className={styles.wide}>
            <UsesCard version={id} inUse={data.version.state === 'in_use'} />
          </div>
          <div className={styles.wide}>
            <ConfusionCard version={id} />
          </div>
          <div className={styles.wide}>
            <Intents intents={data.intents} />
          </div>
        </div>
      )}
    </Page>
  )
}

function Facts({ detail: { version } }: { detail: VersionDetail }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const ofLabels = version.labels > 0 ? ` · ${t('version.ofLabels', { count: version.labels })}` : ''
  const facts = [
    [t('version.madeAt'), fullTime(version.madeAt, language)],
    [t('version.by'), version.by ?? (version.origin === 'shipped' ? t('shipped') : undefined)],
    [t('version.note'), version.note],
    [t('version.parent'), version.parent],
    [t('version.examples'), `${version.examples.toLocaleString(language)}${ofLabels}`],
    [t('version.dataHash'), version.dataHash],
    ...useParameterFacts(version.parameters),
    [t('version.size'), bytes(version.bytes, language)],
    [t('version.took'), version.trainMs > 0 ? spokenDuration(version.trainMs, language) : undefined],
  ] as const
  return (
    <Card id="facts" title={t('version.facts')}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Card>
  )
}

/** What the training was set to, as far as it is known. */
function useParameterFacts(parameters: TrainingParameters | undefined): [label: string, value: string][] {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  return parameterNames.flatMap((name) => {
    const value = parameters?.[name]
    if (value === undefined) return []
    return [[t(`version.parameter.${name}`), shares.has(name) ? percent(value, language) : String(value)]]
  })
}
const parameterNames = [
  'seed',
  'cost',
  'folds',
  'labelWeight',
  'heldOutOneIn',
  'answerFrom',
  'inScopeFrom',
] as const satisfies readonly (keyof TrainingParameters)[]
const shares: ReadonlySet<string> = new Set(['answerFrom', 'inScopeFrom'])

function Quality({ detail: { version } }: { detail: VersionDetail }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  return (
    <Card id="quality" title={t('version.quality')} aside={t('versions.hint')}>
      <dl className={styles.facts}>
        {measures.map(({ id }) => (
          <div key={id}>
            <dt>{t(`version.${id}`)}</dt>
            <dd>{percentFine(figureOf(version.metrics, id), language)}</dd>
          </div>
        ))}
        {(['en', 'zh'] as const).map((each) => {
          const part = version.metrics.byLanguage[each]
          return part ? (
            <div key={each}>
              <dt>
                {t('version.accuracy')}, {t(`queue.${each}`)}
              </dt>
              <dd>{percentFine(part.accuracy, language)}</dd>
            </div>
          ) : null
        })}
      </dl>
    </Card>
  )
}

function Intents({ intents }: { intents: readonly IntentMetrics[] }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  const worstFirst = intents.toSorted((a, b) => a.f1 - b.f1)
  return (
    <Card id="intents" title={t('version.intents')} aside={String(intents.length)}>
      <ScrollBox className={table.scroll} labelledBy="intents">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('version.intent')}</th>
              {(['phrases', 'heldOut', 'precision', 'recall', 'f1'] as const).map((column) => (
                <th key={column} scope="col" className={table.number}>
                  {t(`version.${column}`)}
                </th>
              ))}
              {(['en', 'zh'] as const).map((each) => (
                <th key={each} scope="col" className={table.number}>
                  {t('version.f1')} {t(`queue.${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {worstFirst.map((one) => (
              <tr key={one.intent}>
                <th scope="row" title={one.intent}>
                  {meaning(one.intent)}
                </th>
                <td className={table.number}>{one.examples}</td>
                <td className={table.number}>{one.heldOut}</td>
                {[one.precision, one.recall, one.f1, one.byLanguage.en?.f1, one.byLanguage.zh?.f1].map(
                  (value, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: five fixed columns
                    <td key={index} className={table.number}>
                      {value === undefined ? '–' : percentFine(value, language)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}
