import type { Row, ThreadChange } from '@parley/server/contract'
import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { api, type ThreadAction } from '../lib/api.ts'
import { ApiError, codeOf } from '../lib/api-error.ts'
import { putRow } from '../lib/inbox-store.ts'
import { putRefusal } from '../lib/thread-store.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { notifyProblem } from './notify.ts'

/** What came of it: the new state, or why it was refused, in words. */
export type Acted = ({ ok: true } & ThreadChange) | { ok: false; why: string }

/** Acts on a thread; a refusal is answered with why, and who has it now. Whoever asks says so. */
export function useTry(): (thread: string, action: ThreadAction) => Promise<Acted> {
  const { t } = useTranslation()
  return useCallback(
    async (thread, action) => {
      try {
        const change = await api.act(thread, action)
        putRow(change.row)
        putRefusal(thread, undefined)
        return { ok: true, ...change }
      } catch (error) {
        const why = t(`errors.${codeOf(error)}`)
        const row = error instanceof ApiError ? error.row : undefined
        if (row) putRow(row)
        if (codeOf(error) === 'unseen_messages') return { ok: false, why: t('act.unseen') }
        return { ok: false, why: row ? stateInWords(row, why, t) : why }
      }
    },
    [t],
  )
}

/** Acts on a thread and answers whether it was done; a refusal is shown. */
export function useAct(): (thread: string, action: ThreadAction) => Promise<boolean> {
  const { t } = useTranslation()
  const attempt = useTry()
  return useCallback(
    async (thread, action) => {
      const acted = await attempt(thread, action)
      if (!acted.ok) notifyProblem(t('act.refused'), acted.why, t('common.close'))
      return acted.ok
    },
    [t, attempt],
  )
}

type Translate = TFunction<'translation'>

function stateInWords(row: Row, why: string, t: Translate): string {
  if (row.status === 'closed') return t('act.nowClosed', { why })
  if (row.agent) return t('act.nowAgent', { why, name: row.agent.name })
  return row.control === 'bot' ? t('act.nowBot', { why }) : t('act.nowWaiting', { why })
}
