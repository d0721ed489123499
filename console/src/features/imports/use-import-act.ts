import type { ImportDetail } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { whyRefused } from '../../lib/imports-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyProblem } from '../../ui/notify.ts'

/** Does something with an import and shows it anew; what goes wrong is told in words. */
export function useImportAct(id: string) {
  const { t } = useTranslation(['imports', 'translation'])
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const act = async (title: string, work: () => Promise<ImportDetail | unknown>): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      await queryClient.invalidateQueries({ queryKey: ['import', id] })
      void queryClient.invalidateQueries({ queryKey: ['imports'] })
      return true
    } catch (error) {
      const why = whyRefused(error)
      const words = why ? t(`why.${why}`) : t(`translation:errors.${codeOf(error)}`)
      notifyProblem(title, words, t('translation:common.close'))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, act }
}
