import { NativeSelect } from '@mantine/core'
import type { TagSettings } from '@parley/server/contract'
import { useState } from 'react'
import { cappedCount } from '../../lib/format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

type Tag = TagSettings['tags'][number]
type Counts = Readonly<Record<string, number>>

/** How many customers have a tag; nothing while that is not known. */
function Have({ tag: { id, name }, counts }: { tag: Tag; counts: Counts }) {
  const { t } = useTranslation('content')
  const count = counts[id]
  return count === undefined ? null : <p>{t('tags.have', { name, count, shown: cappedCount(count) })}</p>
}

/** One tag goes into another: which, and whom it touches. It cannot be taken back, so it is asked. */
export function MergeTagDialog({
  tag,
  others,
  counts,
  onMerge,
  onClose,
}: {
  tag: Tag
  others: readonly Tag[]
  counts: Counts
  onMerge: (to: string) => Promise<void>
  onClose: () => void
}) {
  const { t } = useTranslation('content')
  const [chosen, setChosen] = useState<string>()
  const to = others.find(({ id }) => id === chosen) ?? others[0]
  if (!to) return null
  return (
    <ConfirmDialog
      title={t('tags.mergeTitle', { name: tag.name })}
      action={t('tags.mergeIt')}
      onConfirm={async () => await onMerge(to.id)}
      onClose={onClose}
    >
      <NativeSelect
        mb={12}
        label={t('tags.mergeInto')}
        value={to.id}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Have tag={tag} counts={counts} />
      <Have tag={to} counts={counts} />
      <p>{t('tags.mergeHint', { name: tag.name, to: to.name })}</p>
    </ConfirmDialog>
  )
}

/** A tag that customers have goes from all of them. */
export function RemoveTagDialog({
  tag,
  counts,
  onRemove,
  onClose,
}: {
  tag: Tag
  counts: Counts
  onRemove: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('content')
  return (
    <ConfirmDialog
      title={t('tags.removeTitle', { name: tag.name })}
      action={t('removeIt')}
      onConfirm={onRemove}
      onClose={onClose}
    >
      <Have tag={tag} counts={counts} />
      <p>{t('tags.removeHint')}</p>
    </ConfirmDialog>
  )
}
