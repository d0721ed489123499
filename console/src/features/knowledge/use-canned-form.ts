import type { CannedReplyInfo } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, codeOf } from '../../lib/api-error.ts'
import { cannedQuery, contentApi } from '../../lib/content-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'

/** A canned reply in the editor: saved with its version, removed with a way back. */
export function useCannedForm(reply: CannedReplyInfo, onClose: () => void) {
  const { t } = useTranslation(['content', 'translation'])
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(reply)
  const [problem, setProblem] = useState<string>()
  const [theirs, setTheirs] = useState<CannedReplyInfo>()
  const [busy, setBusy] = useState(false)
  const close = t('translation:common.close')
  const refresh = async () => {
    void queryClient.invalidateQueries({ queryKey: ['desk'] })
    await queryClient.invalidateQueries({ queryKey: cannedQuery.queryKey })
  }
  const refused = (error: unknown) => {
    const stored = error instanceof ApiError ? error.details['stored'] : undefined
    const code = codeOf(error)
    if (code === 'changed_meanwhile' && stored) setTheirs(stored as CannedReplyInfo)
    else setProblem(code === 'invalid_request' ? t('canned.invalid') : t(`translation:errors.${code}`))
  }
  const fail = (error: unknown) => notifyProblem(t('failed'), t(`translation:errors.${codeOf(error)}`), close)
  const undo = async () => {
    await contentApi.saveCanned(reply.id, bodyOf(reply, 0))
    await refresh()
  }
  return {
    draft,
    dirty: draft !== reply,
    problem,
    theirs,
    busy,
    change: (part: Partial<CannedReplyInfo>) => setDraft({ ...draft, ...part }),
    keepEditing: () => setTheirs(undefined),
    takeTheirs: async () => {
      await refresh()
      onClose()
    },
    save: async (version = reply.version) => {
      if (busy) return
      setBusy(true)
      try {
        await contentApi.saveCanned(reply.id, bodyOf(draft, version))
        await refresh()
        void notifyDone(t('saved'), { close })
        onClose()
      } catch (error) {
        refused(error)
      } finally {
        setBusy(false)
      }
    },
    remove: async () => {
      try {
        await contentApi.removeCanned(reply.id)
        await refresh()
        onClose()
        void notifyDone(t('canned.removed', { shortcut: reply.shortcut }), {
          close,
          undo: { label: t('translation:common.undo'), run: () => void undo().catch(fail) },
        })
      } catch (error) {
        fail(error)
      }
    },
  }
}

const bodyOf = ({ shortcut, language, title, text, personal }: CannedReplyInfo, version: number) => ({
  version,
  shortcut,
  language,
  title,
  text,
  personal,
})
