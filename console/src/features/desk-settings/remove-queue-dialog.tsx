import { NativeSelect } from '@mantine/core'
import type { QueueLoad, QueueSettings } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { contentApi } from '../../lib/content-api.ts'
import { listOf } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyProblem } from '../../ui/notify.ts'

type Queue = QueueSettings['queues'][number]

/** A queue goes; the admin says who takes its conversations, its people and its intents. */
export function RemoveQueueDialog({
  queue,
  others,
  load,
  version,
  onDone,
  onClose,
}: {
  queue: Queue
  others: readonly Queue[]
  load: QueueLoad | undefined
  version: number
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation(['content', 'translation'])
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [to, setTo] = useState('general')
  const remove = async () => {
    try {
      await contentApi.removeQueue(queue.id, { version, to })
    } catch (error) {
      const why = t(`translation:errors.${codeOf(error)}`)
      notifyProblem(t('queues.notRemoved'), why, t('translation:common.close'))
      throw error
    }
    for (const key of ['settings', 'desk', 'queue-load'])
      void queryClient.invalidateQueries({ queryKey: [key] })
    onDone()
  }
  const only = load?.only ?? []
  return (
    <ConfirmDialog
      title={t('queues.removeTitle', { name: queue.name[language] })}
      action={t('removeIt')}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{t('queues.removeHint', { waiting: load?.waiting ?? 0 })}</p>
      {only.length > 0 && <p>{t('queues.only', { names: listOf(only, language) })}</p>}
      <NativeSelect
        mt={12}
        label={t('queues.takes')}
        value={to}
        data={others.map(({ id, name }) => ({ value: id, label: name[language] }))}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
