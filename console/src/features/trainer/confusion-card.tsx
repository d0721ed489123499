import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { versionQuery } from '../../lib/training-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { byGroup, mostConfused, withinGroup } from './confusion.ts'
import styles from './confusion-card.module.css'
import { ConfusionExamples } from './confusion-examples.tsx'
import { ConfusionMatrix } from './confusion-matrix.tsx'
import { LoadFailed } from './load-state.tsx'
import { useGroupName, useGroupOf } from './use-intents.ts'

/** What stands in the address: the group that is looked into, and the cell that is open. */
export interface ConfusionSearch {
  group?: string
  meant?: string
  said?: string
}

export function readConfusionSearch(search: Record<string, unknown>): ConfusionSearch {
  const text = (key: string) => (typeof search[key] === 'string' ? { [key]: search[key] } : {})
  return { ...text('group'), ...text('meant'), ...text('said') }
}

/** The matrix of a version, by group or within one, with the utterances behind the chosen cell. */
export function ConfusionCard({ version }: { version: string }) {
  const { t } = useTranslation('trainer')
  const detail = useQuery(versionQuery(version))
  const search = readConfusionSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const groupOf = useGroupOf()
  const groupName = useGroupName()
  const show = (next: ConfusionSearch) =>
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
  const { data } = detail
  if (detail.isError && !data)
    return <LoadFailed error={detail.error} onRetry={() => void detail.refetch()} />
  if (!data)
    return (
      <Card id="confusion" title={t('confusion.title')} aside="…">
        <div className={styles.waiting} />
      </Card>
    )
  const { confusion } = data
  const zoomed = search.group !== undefined && confusion.names.some((name) => groupOf(name) === search.group)
  const grid =
    zoomed && search.group !== undefined
      ? withinGroup(confusion, groupOf, search.group)
      : byGroup(confusion, groupOf)
  const chosen =
    search.meant !== undefined && search.said !== undefined
      ? { row: search.meant, column: search.said }
      : mostConfused(grid)
  return (
    <Card
      id="confusion"
      title={t('confusion.title')}
      aside={t('confusion.hint', { count: data.version.metrics.heldOut })}
    >
      {zoomed && (
        <p className={styles.trail}>
          <button type="button" className={styles.crumb} onClick={() => show({})}>
            {t('confusion.all')}
          </button>
          <span aria-hidden="true">›</span> {groupName(search.group ?? '')}
        </p>
      )}
      <div className={styles.parts}>
        <ConfusionMatrix
          grid={grid}
          chosen={chosen}
          nameOf={groupName}
          onChoose={(row, column) =>
            show({ ...(zoomed && search.group ? { group: search.group } : {}), meant: row, said: column })
          }
        />
        <ConfusionExamples
          version={version}
          confusion={confusion}
          chosen={chosen}
          onZoom={zoomed ? undefined : (group) => show({ group })}
        />
      </div>
    </Card>
  )
}
