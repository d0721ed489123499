import type { Row } from '@parley/server/contract'
import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { api, type ThreadAction } from '../lib/api.ts'
import { ApiError, codeOf } from '../lib/api-error.ts'
import { putRow } from '../lib/inbox-store.ts'
import { putRefusal } from '../lib/thread-store.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { notifyProblem } from './notify.ts'

/** Acts on a thread and answers whether it was done; a refusal shows why, and who has it now. */
export function useAct(): (thread: string, action: ThreadAction) => Promise<boolean> {
  const { t } = useTranslation()
  return useCallback(
    async (thread, action) => {
      try {
        const { row } = await api.act(thread, action)
        putRow(row)
        putRefusal(thread, undefined)
        return true
      } catch (error) {
        const why = t(`errors.${codeOf(error)}`)
        const row = error instanceof ApiError ? error.row : undefined
        if (row) putRow(row)
        const words =
          codeOf(error) === 'unseen_messages' ? t('act.unseen') : row ? stateInWords(row, why, t) : why
        notifyProblem(t('act.refused'), words, t('common.close'))
        return false
      }
    },
    [t],
  )
}

type Translate = TFunction<'translation'>

function stateInWords(row: Row, why: string, t: Translate): string {
  if (row.status === 'closed') return t('act.nowClosed', { why })
  if (row.agent) return t('act.nowAgent', { why, name: row.agent.name })
  return row.control === 'bot' ? t('act.nowBot', { why }) : t('act.nowWaiting', { why })
}
