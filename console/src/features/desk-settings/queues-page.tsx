import { NativeSelect } from '@mantine/core'
import type { QueueLoad, QueueSettings } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queueLoadQuery } from '../../lib/content-api.ts'
import { cappedCount } from '../../lib/format.ts'
import { newSettingId } from '../../lib/setting-id.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSection } from '../../lib/use-section.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './edit-list.module.css'
import { EditList } from './edit-list.tsx'
import { NameFields } from './name-fields.tsx'
import { RemoveQueueDialog } from './remove-queue-dialog.tsx'
import { SectionPage } from './section-page.tsx'

type Queue = QueueSettings['queues'][number]

/** Where conversations wait: names, order, hours, and what each carries now. */
export function QueuesPage() {
  const { t } = useTranslation(['content', 'admin'])
  const language = useLanguage()
  const form = useSection('queues')
  const hours = useQuery(settingsQuery('hours')).data?.value.hours ?? []
  const loads = useQuery(queueLoadQuery).data ?? []
  const [removing, setRemoving] = useState<Queue>()
  const queues = form.value?.queues ?? []
  const nameless = queues.some(({ name }) => name.en.trim() === '' || name.zh.trim() === '')
  const remove = (queue: Queue) => {
    const there = form.stored?.value.queues.some(({ id }) => id === queue.id)
    if (there) setRemoving(queue)
    else form.change((value) => ({ ...value, queues: value.queues.filter(({ id }) => id !== queue.id) }))
  }
  return (
    <SectionPage
      title={t('admin:pages.queues')}
      hint={t('queues.hint')}
      form={form}
      labels={{
        queues: t('admin:pages.queues'),
        'queues.*.name.en': t('nameEn'),
        'queues.*.name.zh': t('nameZh'),
        'queues.*.hours': t('queues.hours'),
      }}
      describe={(value) =>
        value.queues.map(({ name, hours: kept }) => {
          const keeps = hours.find(({ id }) => id === kept)?.name[language]
          return [name.en, name.zh, keeps].filter(Boolean).join(' · ')
        })
      }
      problem={nameless ? t('nameMissing') : undefined}
    >
      <EditList<Queue>
        label={t('admin:pages.queues')}
        items={queues}
        nameOf={({ name }) => name[language]}
        fixed={({ id }) => id === 'general'}
        addLabel={t('queues.add')}
        make={() => ({ id: newSettingId('q'), name: { en: '', zh: '' } })}
        onChange={(next) => form.change((value) => ({ ...value, queues: next }))}
        onRemove={remove}
        render={({ id, name, hours: kept }, change) => (
          <>
            <NameFields
              labels={{ en: t('nameEn'), zh: t('nameZh') }}
              name={name}
              onChange={(next) => change({ name: next })}
            />
            <NativeSelect
              label={t('queues.hours')}
              value={kept ?? ''}
              data={[
                {
                  value: '',
                  label: hours[0]
                    ? t('queues.firstHours', { name: hours[0].name[language] })
                    : t('queues.always'),
                },
                ...hours.map((one) => ({ value: one.id, label: one.name[language] })),
              ]}
              onChange={(event) => {
                const wanted = event.currentTarget.value
                change({ hours: wanted === '' ? undefined : wanted })
              }}
            />
            <Load load={loads.find(({ queue }) => queue === id)} general={id === 'general'} />
          </>
        )}
      />
      {removing && form.stored && (
        <RemoveQueueDialog
          queue={removing}
          others={form.stored.value.queues.filter(({ id }) => id !== removing.id)}
          load={loads.find(({ queue }) => queue === removing.id)}
          version={form.stored.version}
          onDone={form.discard}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </SectionPage>
  )
}

function Load({ load, general }: { load: QueueLoad | undefined; general: boolean }) {
  const { t } = useTranslation('content')
  return (
    <p className={styles.note}>
      {load
        ? t('queues.load', { waiting: cappedCount(load.waiting), online: load.online, agents: load.agents })
        : t('queues.new')}
      {load?.agents === 0 && ` ${t('queues.nobody')}`}
      {general && ` ${t('queues.general')}`}
    </p>
  )
}
