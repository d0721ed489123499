import { Button, NativeSelect } from '@mantine/core'
import type { Comparison, ModelVersion } from '@parley/server/contract'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { percent, percentFine, signedPoints } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { compareQuery, overviewQuery } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import '../../ui/mantine-input.css'
import styles from './compare-page.module.css'
import { LoadFailed } from './load-state.tsx'
import { figureOf, isBetter, measures, shortId } from './measures.ts'
import table from './table.module.css'
import { TrainerNav } from './trainer-nav.tsx'
import { UseDialog } from './use-dialog.tsx'
import { useMeaning } from './use-intents.ts'

/** Two versions side by side on the same utterances; which two stands in the address. */
export function ComparePage() {
  const { t } = useTranslation('trainer')
  const overview = useQuery(overviewQuery)
  const search = useSearch({ strict: false }) as { a?: string; b?: string }
  const versions = overview.data?.versions ?? []
  const a = search.a ?? overview.data?.inUse
  const b = search.b ?? versions.find(({ id }) => id !== a)?.id
  return (
    <Page
      title={t('compare.title')}
      hint={t('compare.hint')}
      side={<TrainerNav />}
      actions={a && b && <Choice versions={versions} a={a} b={b} inUse={overview.data?.inUse ?? ''} />}
    >
      {overview.isError && !overview.data && (
        <LoadFailed error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && versions.length < 2 && (
        <EmptyState icon={<IconArrowsDiff size={24} aria-hidden="true" />} title={t('compare.only')}>
          {t('compare.onlyHint')}
        </EmptyState>
      )}
      {a && b && <Compared a={a} b={b} />}
    </Page>
  )
}

function Choice({
  versions,
  a,
  b,
  inUse,
}: {
  versions: readonly ModelVersion[]
  a: string
  b: string
  inUse: string
}) {
  const { t } = useTranslation('trainer')
  const { permissions } = useSession()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<ModelVersion>()
  const wanted = versions.find(({ id }) => id === b)
  const choose = (next: { a: string; b: string }) =>
    void navigate({ to: '/trainer/compare', search: next as never, replace: true })
  const data = versions.map(({ id, state }) => ({ value: id, label: `${id} · ${t(`state.${state}`)}` }))
  return (
    <>
      <NativeSelect
        aria-label={t('compare.a')}
        value={a}
        data={data}
        onChange={({ currentTarget }) => choose({ a: currentTarget.value, b })}
      />
      <NativeSelect
        aria-label={t('compare.b')}
        value={b}
        data={data}
        onChange={({ currentTarget }) => choose({ a, b: currentTarget.value })}
      />
      {permissions.includes('training.use') && wanted && wanted.state !== 'in_use' && (
        <Button onClick={() => setAsked(wanted)}>{t('compare.use', { id: b })}</Button>
      )}
      {asked && <UseDialog version={asked} inUse={inUse} onClose={() => setAsked(undefined)} />}
    </>
  )
}

function Compared({ a, b }: { a: string; b: string }) {
  const query = useQuery(compareQuery(a, b))
  const { data } = query
  if (query.isError && !data) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!data) return null
  return (
    <div className={styles.grid}>
      <Measures comparison={data} />
      <ByIntent comparison={data} />
      <div className={styles.wide}>
        <Changed comparison={data} />
      </div>
    </div>
  )
}

function Measures({ comparison: { a, b } }: { comparison: Comparison }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  return (
    <Card id="measures" title={t('version.quality')} aside={t('versions.hint')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('compare.measure')}</th>
            <th scope="col" className={table.number} title={a.id}>
              {shortId(a.id)}
            </th>
            <th scope="col" className={table.number} title={b.id}>
              {shortId(b.id)}
            </th>
            <th scope="col" className={table.number}>
              {t('compare.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ id }) => {
            const [was, is] = [figureOf(a.metrics, id), figureOf(b.metrics, id)]
            return (
              <tr key={id}>
                <th scope="row" className={table.words}>
                  {t(`version.${id}`)}
                </th>
                <td className={table.number}>{percentFine(was, language)}</td>
                <td className={table.number}>{percentFine(is, language)}</td>
                <td className={`${table.number} ${tone(isBetter(id, was, is))}`}>
                  {signedPoints(is - was, language)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}

const tone = (better: boolean | undefined) =>
  better === undefined ? '' : better ? table['better'] : table['worse']

function ByIntent({ comparison: { a, b, intents } }: { comparison: Comparison }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  const differing = intents
    .filter((one) => isBetter('macroF1', one.a, one.b) !== undefined)
    .toSorted((one, other) => one.b - one.a - (other.b - other.a))
  return (
    <Card id="by-intent" title={t('compare.byIntent')} aside={t('compare.byIntentHint')}>
      {differing.length === 0 ? (
        <p className={styles.quiet}>{t('compare.same')}</p>
      ) : (
        <ScrollBox className={styles.tall} labelledBy="by-intent">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('version.intent')}</th>
                <th scope="col" className={table.number} title={a.id}>
                  {shortId(a.id)}
                </th>
                <th scope="col" className={table.number} title={b.id}>
                  {shortId(b.id)}
                </th>
                <th scope="col" className={table.number}>
                  {t('compare.change')}
                </th>
              </tr>
            </thead>
            <tbody>
              {differing.map((one) => (
                <tr key={one.intent}>
                  <th scope="row" className={table.words} title={one.intent}>
                    {meaning(one.intent)}
                  </th>
                  <td className={table.number}>{percentFine(one.a, language)}</td>
                  <td className={table.number}>{percentFine(one.b, language)}</td>
                  <td className={`${table.number} ${tone(one.b > one.a)}`}>
                    {signedPoints(one.b - one.a, language)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Card>
  )
}

const changeTones: Record<Comparison['changed'][number]['change'], Tone> = {
  better: 'pos',
  worse: 'neg',
  other: 'plain',
}

function Changed({ comparison: { a, b, changed, counts } }: { comparison: Comparison }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  const rank = { worse: 0, better: 1, other: 2 }
  const said = (one: { said: string; confidence: number }) =>
    `${meaning(one.said)} ${percent(one.confidence, language)}`
  return (
    <Card
      id="changed"
      title={t('compare.changed')}
      aside={
        <span className={styles.counts}>
          <Chip tone="pos">{t('compare.better', { count: counts.better })}</Chip>
          <Chip tone="neg">{t('compare.worse', { count: counts.worse })}</Chip>
          <Chip>{t('compare.other', { count: counts.other })}</Chip>
        </span>
      }
    >
      {changed.length === 0 ? (
        <p className={styles.quiet}>{t('compare.same')}</p>
      ) : (
        <ScrollBox className={table.scroll} labelledBy="changed">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('labels.text')}</th>
                <th scope="col" className={table.aside}>
                  {t('compare.meant')}
                </th>
                <th scope="col" className={table.aside} title={a.id}>
                  {t('compare.saidBy', { id: shortId(a.id) })}
                </th>
                <th scope="col" className={table.aside} title={b.id}>
                  {t('compare.saidBy', { id: shortId(b.id) })}
                </th>
                <th scope="col">{t('compare.change')}</th>
              </tr>
            </thead>
            <tbody>
              {changed
                .toSorted((one, other) => rank[one.change] - rank[other.change])
                .map((one) => (
                  <tr key={`${one.text} ${one.meant}`}>
                    <td className={table.wide} lang={one.language}>
                      {one.text}
                      <span className={table.meta}>
                        {meaning(one.meant)}: {said(one.a)} → {said(one.b)}
                      </span>
                    </td>
                    <td className={table.aside}>{meaning(one.meant)}</td>
                    <td className={table.aside}>{said(one.a)}</td>
                    <td className={table.aside}>{said(one.b)}</td>
                    <td>
                      <Chip tone={changeTones[one.change]}>{t(`compare.became.${one.change}`)}</Chip>
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Card>
  )
}
