import { TextInput } from '@mantine/core'
import type { ModelVersion } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { compareQuery, overviewQuery, training } from '../../lib/training-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import '../../ui/mantine-input.css'
import styles from './use-dialog.module.css'

interface UseDialogProps {
  version: ModelVersion
  inUse: string
  onClose: () => void
}

/** Asks for a word about why, says what gets worse, and puts a version to use – or the former one again. */
export function UseDialog({ version, inUse, onClose }: UseDialogProps) {
  const { t } = useTranslation(['trainer', 'translation'])
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const back = version.state === 'former'
  const worse = useQuery(compareQuery(inUse, version.id)).data?.counts.worse ?? 0
  const confirm = async () => {
    const why = note.trim() === '' ? {} : { note: note.trim() }
    try {
      const overview = await (back
        ? training.back({ ...why, seen: inUse })
        : training.use({ ...why, id: version.id, seen: inUse }))
      queryClient.setQueryData(overviewQuery.queryKey, overview)
      void queryClient.invalidateQueries({ queryKey: ['training'] })
      void notifyDone(t('use.done', { id: version.id }), { close: t('translation:common.close') })
    } catch (error) {
      notifyProblem(
        t('translation:act.refused'),
        t(`translation:errors.${codeOf(error)}`),
        t('translation:common.close'),
      )
      if (codeOf(error) !== 'changed_meanwhile') throw error
      // What this dialog says compares with a version that is in use no more.
      await queryClient.invalidateQueries({ queryKey: ['training'] })
    }
  }
  return (
    <ConfirmDialog
      title={t(back ? 'use.backTitle' : 'use.title', { id: version.id })}
      action={t(back ? 'use.backAction' : 'use.action')}
      danger={false}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(back ? 'use.backWords' : 'use.words')}</p>
      {worse > 0 && <p className={styles.worse}>{t('use.worse', { count: worse })}</p>}
      <TextInput
        className={styles.note}
        data-autofocus
        label={t('use.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
