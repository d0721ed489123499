import { NativeSelect, TextInput } from '@mantine/core'
import type { TagSettings } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
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
import { TagSwatch, tagColours } from './tag-swatch.tsx'

type Tag = TagSettings['tags'][number]

/** Short marks on customers: name, colour, how many carry it; two of the same meaning are made one. */
export function TagsPage() {
  const { t } = useTranslation(['content', 'admin', 'translation'])
  const form = useSection('tags')
  const queryClient = useQueryClient()
  const counts = useQuery(useCountsQuery('tags')).data ?? {}
  const tags = form.value?.tags ?? []
  const version = form.stored?.version ?? 0
  const merge = async (from: string, to: string) => {
    try {
      await contentApi.mergeTags({ version, from, to })
      form.discard()
      for (const key of ['desk', 'use']) void queryClient.invalidateQueries({ queryKey: [key] })
      void notifyDone(t('tags.merged'), { close: t('translation:common.close') })
    } catch (error) {
      notifyProblem(
        t('tags.notMerged'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
    }
  }
  return (
    <SectionPage
      title={t('admin:pages.tags')}
      hint={t('tags.hint')}
      form={form}
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
        render={(tag, change) => (
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
            {tags.length > 1 && (
              <NativeSelect
                label={t('tags.mergeInto')}
                value=""
                disabled={form.dirty}
                data={[
                  { value: '', label: t('tags.choose') },
                  ...tags
                    .filter(({ id }) => id !== tag.id)
                    .map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(event) => void merge(tag.id, event.currentTarget.value)}
              />
            )}
            <p className={styles.note}>
              {t('tags.used', { count: counts[tag.id] ?? 0, shown: cappedCount(counts[tag.id] ?? 0) })}
            </p>
          </>
        )}
      />
    </SectionPage>
  )
}
