import { Button, NativeSelect } from '@mantine/core'
import type { Label } from '@parley/server/contract'
import { IconTags } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { codeOf } from '../../lib/api-error.ts'
import { cappedCount, fullTime, shortDate } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { labelsQuery, training } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { placeAddress } from '../../lib/views.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import '../../ui/mantine-input.css'
import { LoadFailed } from './load-state.tsx'
import table from './table.module.css'
import { TrainerNav } from './trainer-nav.tsx'
import { useMeaning } from './use-intents.ts'

const sources = ['correction', 'queue'] as const

/** Every label with where it comes from, who gave it and what it said before. */
export function LabelsPage() {
  const { t } = useTranslation('trainer')
  const { source } = useSearch({ strict: false }) as { source?: string }
  const navigate = useNavigate()
  const query = useInfiniteQuery(labelsQuery({ source }))
  const labels = query.data?.pages.flatMap((page) => page.labels) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  return (
    <Page
      title={t('labels.title')}
      side={<TrainerNav />}
      hint={query.data && t('labels.hint', { count: total, shown: cappedCount(total) })}
      actions={
        <NativeSelect
          aria-label={t('labels.source')}
          value={source ?? ''}
          data={[
            { value: '', label: t('labels.all') },
            ...sources.map((value) => ({ value, label: t(`labels.sources.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              to: '/trainer/labels',
              search: (value ? { source: value } : {}) as never,
              replace: true,
            })
          }
        />
      }
    >
      {query.isError && !query.data && (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && labels.length === 0 && (
        <EmptyState icon={<IconTags size={24} aria-hidden="true" />} title={t('labels.empty')}>
          {t('labels.emptyHint')}
        </EmptyState>
      )}
      {labels.length > 0 && <LabelTable labels={labels} />}
      {query.hasNextPage && (
        <Button
          mt={12}
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('labels.more')}
        </Button>
      )}
    </Page>
  )
}

function LabelTable({ labels }: { labels: readonly Label[] }) {
  const { t } = useTranslation('trainer')
  return (
    <ScrollBox className={table.scroll} labelledBy="page-title">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('labels.text')}</th>
            <th scope="col" className={table.aside}>
              {t('labels.intent')}
            </th>
            <th scope="col" className={table.aside}>
              {t('labels.mood')}
            </th>
            <th scope="col" className={table.aside}>
              {t('labels.source')}
            </th>
            <th scope="col" className={table.aside}>
              {t('labels.by')}
            </th>
            <th scope="col" className={table.aside}>
              {t('labels.when')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('labels.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => (
            <LabelRow key={label.id} label={label} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function LabelRow({ label }: { label: Label }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  const before = label.history.at(-1)?.intent
  const source = t(`labels.sources.${label.source}`)
  const when = shortDate(label.at, language, Date.now())
  const origin =
    label.thread === undefined ? (
      source
    ) : (
      <Link {...placeAddress('open', label.thread, { at: label.seq })} className={table.link}>
        {source}
      </Link>
    )
  return (
    <tr>
      <td className={table.wide} lang={label.language}>
        {label.text || <em className={table.gone}>{t('labels.gone')}</em>}
        <span className={table.meta}>
          {label.intent === undefined ? '' : `${meaning(label.intent)} · `}
          {origin} · {label.by.name} · {when}
        </span>
      </td>
      <td className={table.aside} title={before && t('labels.before', { what: meaning(before) })}>
        {label.intent === undefined ? '–' : meaning(label.intent)}
      </td>
      <td className={table.aside}>{label.mood ? <MoodFace label={label.mood} /> : '–'}</td>
      <td className={table.aside}>{origin}</td>
      <td className={table.aside}>{label.by.name}</td>
      <td className={table.aside} title={fullTime(label.at, language)}>
        {when}
      </td>
      <td>
        <Remove label={label} />
      </td>
    </tr>
  )
}

function Remove({ label }: { label: Label }) {
  const { t } = useTranslation(['trainer', 'translation'])
  const { permissions } = useSession()
  const queryClient = useQueryClient()
  if (!permissions.includes('training.label')) return null
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      notifyProblem(
        t('translation:act.refused'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
    }
    await queryClient.invalidateQueries({ queryKey: ['training'] })
  }
  const remove = () =>
    attempt(async () => {
      await training.unlabel(label)
      const restore = () => void attempt(async () => await training.restore(label))
      void notifyDone(t('labels.removed'), {
        close: t('translation:common.close'),
        undo: { label: t('translation:common.undo'), run: restore },
      })
    })
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => void remove()}
      aria-label={`${t('labels.remove')}: ${label.text}`}
    >
      {t('labels.remove')}
    </Button>
  )
}
