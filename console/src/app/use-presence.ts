import type { Presence } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { sessionQuery, useSession } from '../lib/session.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { notifyProblem } from '../ui/notify.ts'

type Chosen = Exclude<Presence, 'offline'>

export function usePresence(): { presence: Presence; setPresence: (presence: Chosen) => void } {
  const { presence } = useSession()
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const show = (next: Presence) =>
    queryClient.setQueryData(sessionQuery.queryKey, (session) =>
      session ? { ...session, presence: next } : session,
    )
  const change = async (next: Chosen) => {
    show(next)
    try {
      await api.setPresence(next)
    } catch {
      show(presence)
      notifyProblem(t('shell.presence'), t('shell.presenceFailed'), t('common.close'))
    }
  }
  return { presence, setPresence: (next) => void change(next) }
}
