import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { TagSettings } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { contentApi, useCountsQuery } from '../../lib/content-api.ts'
import { cappedCount } from '../../lib/format.ts'
import { newSettingId } from '../../lib/setting-id.ts'
import { useSection } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import styles from './edit-list.module.css'
import { EditList } from './edit-list.tsx'
import { SectionPage } from './section-page.tsx'
import { MergeTagDialog, RemoveTagDialog } from './tag-dialogs.tsx'
import { TagSwatch, tagColours } from './tag-swatch.tsx'

type Tag = TagSettings['tags'][number]

/** Short marks on customers: name, colour, how many carry it; two of the same meaning are made one. */
export function TagsPage() {
  const { t } = useTranslation(['content', 'admin'])
  const form = useSection('tags')
  const use = useQuery(useCountsQuery('tags'))
  const counts = use.data ?? {}
  const [asked, setAsked] = useState<{ about: Tag; what: 'merge' | 'remove' }>()
  const tags = form.value?.tags ?? []
  const merge = useMerge(form.stored?.version ?? 0, form.discard)
  const isStored = ({ id }: Tag) => form.stored?.value.tags.some((tag) => tag.id === id) ?? false
  const remove = (gone: Tag) =>
    form.change((value) => ({ tags: value.tags.filter(({ id }) => id !== gone.id) }))
  /** The question says how many it touches, so they are counted anew. */
  const ask = (about: Tag, what: 'merge' | 'remove') => {
    setAsked({ about, what })
    void use.refetch()
  }
  const about = asked && {
    tag: asked.about,
    counts,
    onClose: () => setAsked(undefined),
  }
  return (
    <SectionPage
      title={t('admin:pages.tags')}
      hint={t('tags.hint')}
      form={form}
      labels={{ tags: t('admin:pages.tags'), 'tags.*.name': t('name'), 'tags.*.colour': t('tags.colour') }}
      describe={(value) => value.tags.map(({ name, colour }) => `${name} · ${t(`colour.${colour}`)}`)}
      problem={tags.some(({ name }) => name.trim() === '') ? t('nameMissing') : undefined}
    >
      <EditList<Tag>
        label={t('admin:pages.tags')}
        items={tags}
        nameOf={({ name }) => name}
        addLabel={t('tags.add')}
        empty={t('tags.empty')}
        make={() => ({ id: newSettingId('t'), name: '', colour: 'grey' })}
        onChange={(next) => form.change(() => ({ tags: next }))}
        onRemove={(tag) => (isStored(tag) && counts[tag.id] !== 0 ? ask(tag, 'remove') : remove(tag))}
        render={(tag, change) => (
          <TagRow
            tag={tag}
            used={counts[tag.id] ?? 0}
            change={change}
            {...(tags.length > 1 && !form.dirty ? { onMerge: () => ask(tag, 'merge') } : {})}
          />
        )}
      />
      {about && asked.what === 'merge' && (
        <MergeTagDialog
          {...about}
          others={tags.filter(({ id }) => id !== about.tag.id)}
          onMerge={async (to) => await merge(about.tag.id, to)}
        />
      )}
      {about && asked.what === 'remove' && <RemoveTagDialog {...about} onRemove={() => remove(about.tag)} />}
    </SectionPage>
  )
}

/** Makes one tag of two; a refusal is told, and thrown on. */
function useMerge(version: number, onDone: () => void) {
  const { t } = useTranslation(['content', 'translation'])
  const queryClient = useQueryClient()
  const close = t('translation:common.close')
  return async (from: string, to: string) => {
    try {
      await contentApi.mergeTags({ version, from, to })
    } catch (error) {
      notifyProblem(t('tags.notMerged'), t(`translation:errors.${codeOf(error)}`), close)
      throw error
    }
    onDone()
    for (const key of ['desk', 'use']) void queryClient.invalidateQueries({ queryKey: [key] })
    void notifyDone(t('tags.merged'), { close })
  }
}

function TagRow({
  tag,
  used,
  change,
  onMerge,
}: {
  tag: Tag
  used: number
  change: (part: Partial<Tag>) => void
  /** Missing while there is something to save, or nothing to merge with. */
  onMerge?: () => void
}) {
  const { t } = useTranslation('content')
  return (
    <>
      <TextInput
        label={t('name')}
        value={tag.name}
        maxLength={40}
        leftSection={<TagSwatch colour={tag.colour} />}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('tags.colour')}
        value={tag.colour}
        data={tagColours.map((colour) => ({ value: colour, label: t(`colour.${colour}`) }))}
        onChange={(event) => {
          const wanted = tagColours.find((colour) => colour === event.currentTarget.value)
          if (wanted) change({ colour: wanted })
        }}
      />
      <Button
        variant="default"
        className={styles.act ?? ''}
        aria-label={t('tags.mergeOf', { name: tag.name })}
        disabled={!onMerge}
        onClick={onMerge}
      >
        {t('tags.merge')}
      </Button>
      <p className={styles.note}>{t('tags.used', { count: used, shown: cappedCount(used) })}</p>
    </>
  )
}
